package com.example.shop;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import javax.sql.DataSource;

/** A Micronaut application with Micronaut's own Flyway, which migrates when the data source is made. */
public final class ShopApplication {
    private ShopApplication() {}

    /** Makes the data sources, and ends. */
    public static void main(String[] arguments) {
        try (ApplicationContext context =
                Micronaut.build(arguments).mainClass(ShopApplication.class).start()) {
            System.out.println(
                    context.getBeansOfType(DataSource.class).isEmpty() ? "No data source" : "The shop is open");
        }
    }
}
