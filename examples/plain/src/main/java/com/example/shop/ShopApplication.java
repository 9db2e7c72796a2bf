package com.example.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * An application as it was before the agent: it expects its tables to be there. With {@code PORT} set it serves them over HTTP,
 * without it prints them once.
 */
public final class ShopApplication {
    private ShopApplication() {}

    /** Prints or serves the products. */
    public static void main(String[] arguments) throws SQLException, IOException {
        String port = System.getenv("PORT");
        if (port == null) {
            System.out.print(products());
            return;
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(Integer.parseInt(port)), 0);
        server.createContext("/products", ShopApplication::answer);
        server.createContext("/health", exchange -> send(exchange, 200, "up\n"));
        server.start();
        System.out.println("The shop is open on port " + port);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try {
            send(exchange, 200, products());
        } catch (SQLException e) {
            send(exchange, 500, e.getMessage() + "\n");
        }
    }

    private static String products() throws SQLException {
        StringBuilder lines = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(
                        System.getenv("JDBC_DATABASE_URL"),
                        System.getenv("JDBC_DATABASE_USERNAME"),
                        System.getenv("JDBC_DATABASE_PASSWORD"));
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
