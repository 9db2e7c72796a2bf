package com.example.shop;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A web application as it was before the agent: it expects its tables to be there. */
@WebServlet("/products")
public final class ProductServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PrintWriter out = response.getWriter();
        try (Connection connection = DriverManager.getConnection(
                        System.getenv("JDBC_DATABASE_URL"),
                        System.getenv("JDBC_DATABASE_USERNAME"),
                        System.getenv("JDBC_DATABASE_PASSWORD"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name, price FROM product ORDER BY name")) {
            while (rows.next()) {
                out.println(rows.getString("name") + ": " + rows.getBigDecimal("price"));
            }
        } catch (SQLException e) {
            response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, e.getMessage());
        }
    }
}
