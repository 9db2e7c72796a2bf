package com.example.shop;

import io.micronaut.context.annotation.Context;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Reads its table as early as a bean can: when the context starts, before the server. */
@Context
@Controller("/products")
class ProductController {
    private final String products;

    ProductController() throws SQLException {
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
        products = lines.toString();
        System.out.print(products);
    }

    @Get(produces = MediaType.TEXT_PLAIN)
    String products() {
        return products;
    }
}
