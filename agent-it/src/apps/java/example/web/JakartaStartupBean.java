package example.web;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;

/** Starts before the web part of its application. */
@Startup
@Singleton
public class JakartaStartupBean {
    @PostConstruct
    void start() {
        Person.readAt("startup bean");
    }
}
