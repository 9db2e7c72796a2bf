package com.example.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * An application that alone knows its database: the URL is made in the code, and the password is read each time a connection is opened, as
 * those do who log in with tokens. With {@code PORT} set it serves its products over HTTP, without it prints them once.
 */
public final class ShopApplication {
    private final DataSource pool;

    private ShopApplication(DataSource pool) {
        this.pool = pool;
    }

    /** Prints or serves the products. */
    public static void main(String[] arguments) throws SQLException, IOException {
        try (HikariDataSource pool = new HikariDataSource(configuration(Path.of(System.getenv("SHOP_HOME"))))) {
            ShopApplication shop = new ShopApplication(pool);
            String port = System.getenv("PORT");
            if (port == null) {
                System.out.print(shop.products());
                return;
            }
            shop.serve(Integer.parseInt(port));
        }
    }

    private static HikariConfig configuration(Path home) {
        HikariConfig configuration = new HikariConfig();
        configuration.setPoolName("shop");
        configuration.setJdbcUrl("jdbc:h2:file:" + home.resolve("shop").toAbsolutePath());
        configuration.setCredentialsProvider(() -> Credentials.of("sa", token(home.resolve("token"))));
        return configuration;
    }

    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/products", this::answer);
        server.start();
        System.out.println("The shop is open on port " + port);
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            server.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            send(exchange, 200, products());
        } catch (SQLException e) {
            send(exchange, 500, e.getMessage() + "\n");
        }
    }

    private String products() throws SQLException {
        StringBuilder lines = new StringBuilder();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name, price FROM product ORDER BY name")) {
            while (rows.next()) {
                lines.append(rows.getString("name"))
                        .append(": ")
                        .append(rows.getBigDecimal("price"))
                        .append('\n');
            }
        }
        return lines.toString();
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
