package com.example.shop;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.JdbcTemplate;

/** A Spring Boot application as it was before the agent: it expects its tables to be there, and reads them as early as a bean can. */
@SpringBootApplication(proxyBeanMethods = false)
public class ShopApplication implements CommandLineRunner {
    ShopApplication(JdbcTemplate database) {
        database.queryForList("SELECT name, price FROM product ORDER BY name")
                .forEach(row -> System.out.println(row.get("name") + ": " + row.get("price")));
    }

    @Override
    public void run(String... arguments) {
        System.out.println("The shop is open");
    }

    /** Starts Spring. */
    public static void main(String[] arguments) {
        SpringApplication.run(ShopApplication.class, arguments);
    }
}
