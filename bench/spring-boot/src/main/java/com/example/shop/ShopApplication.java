package com.example.shop;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.JdbcTemplate;

/** A small application of Spring Boot that is measured: its context starts, it asks one question and ends. */
@SpringBootApplication(proxyBeanMethods = false)
public class ShopApplication implements CommandLineRunner {
    private final JdbcTemplate database;

    ShopApplication(JdbcTemplate database) {
        this.database = database;
    }

    @Override
    public void run(String... arguments) {
        database.queryForObject("SELECT count(*) FROM item_1", Integer.class);
    }

    /** Prints how long the first query took, from the beginning of {@code main} on. */
    public static void main(String[] arguments) {
        long start = System.nanoTime();
        SpringApplication.run(ShopApplication.class, arguments);
        System.out.println("first query: " + (System.nanoTime() - start) / 1000);
    }
}
