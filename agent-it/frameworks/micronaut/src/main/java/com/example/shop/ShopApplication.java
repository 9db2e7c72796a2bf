package com.example.shop;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import java.util.Map;

/** A Micronaut application that expects its tables to be there. */
public final class ShopApplication {
    private ShopApplication() {}

    /** Starts the web server on any port, and ends it. */
    public static void main(String[] arguments) {
        try (ApplicationContext context = Micronaut.build(arguments)
                .mainClass(ShopApplication.class)
                .properties(Map.of("micronaut.server.port", -1))
                .start()) {
            System.out.println(context.isRunning() ? "The shop is open" : "The shop is closed");
        }
    }
}
