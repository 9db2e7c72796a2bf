package com.example.shop;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A small application of Quarkus that is measured: it starts, asks one question and ends. */
@QuarkusMain
public class ShopApplication implements QuarkusApplication {
    @Inject
    DataSource database;

    @Override
    public int run(String... arguments) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM item_1")) {
            rows.next();
        }
        return 0;
    }
}
