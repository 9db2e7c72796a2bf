package example.web;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.Set;

/** Runs before all listeners, filters and servlets; frameworks start their whole context here. */
public final class JakartaInitializer implements ServletContainerInitializer {
    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        Person.readAt("initializer");
        context.addServlet("person", new JakartaServlet()).addMapping("/*");
    }
}
