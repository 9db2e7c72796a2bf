package example.web;

import javax.annotation.PostConstruct;
import javax.ejb.Singleton;
import javax.ejb.Startup;

/** Starts before the web part of its application. */
@Startup
@Singleton
public class JavaxStartupBean {
    @PostConstruct
    void start() {
        Person.readAt("startup bean");
    }
}
