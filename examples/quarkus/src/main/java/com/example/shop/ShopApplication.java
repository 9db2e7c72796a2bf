package com.example.shop;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.LogManager;

/** A Quarkus application as it was before the agent: it expects its tables to be there when it starts. */
@QuarkusMain
public class ShopApplication implements QuarkusApplication {
    void start(@Observes StartupEvent event) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        System.getenv("JDBC_DATABASE_URL"),
                        System.getenv("JDBC_DATABASE_USERNAME"),
                        System.getenv("JDBC_DATABASE_PASSWORD"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name, price FROM product ORDER BY name")) {
            while (rows.next()) {
                System.out.println(rows.getString("name") + ": " + rows.getBigDecimal("price"));
            }
        }
    }

    @Override
    public int run(String... arguments) {
        System.out.println(
                "log manager: " + LogManager.getLogManager().getClass().getName());
        return 0;
    }
}
