package com.example.shop;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** A Quarkus application with Quarkus' own Flyway, which has done its work when the application runs. */
@QuarkusMain
public class ShopApplication implements QuarkusApplication {
    @Override
    public int run(String... arguments) {
        System.out.println("The shop is open");
        return 0;
    }
}
