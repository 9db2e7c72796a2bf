package com.example.shop;

import io.helidon.webserver.WebServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A Helidon application that expects its tables to be there, and reads them before anything else. */
public final class ShopApplication {
    private static final String PRODUCTS = read();

    private ShopApplication() {}

    /** Serves the products on any port. */
    public static void main(String[] arguments) {
        WebServer server = WebServer.builder()
                .port(0)
                .routing(routing -> routing.get("/products", (request, response) -> response.send(PRODUCTS)))
                .build()
                .start();
        System.out.println("http://localhost:" + server.port() + "/products");
    }

    private static String read() {
        try (Connection connection = DriverManager.getConnection(
                        System.getenv("JDBC_DATABASE_URL"),
                        System.getenv("JDBC_DATABASE_USERNAME"),
                        System.getenv("JDBC_DATABASE_PASSWORD"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name, price FROM product ORDER BY name")) {
            StringBuilder lines = new StringBuilder();
            while (rows.next()) {
                lines.append(rows.getString("name"))
                        .append(": ")
                        .append(rows.getBigDecimal("price"))
                        .append('\n');
            }
            return lines.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
