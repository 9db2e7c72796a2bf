package example.web;

import java.util.Set;
import javax.servlet.ServletContainerInitializer;
import javax.servlet.ServletContext;

/** Runs before all listeners, filters and servlets; frameworks start their whole context here. */
public final class JavaxInitializer implements ServletContainerInitializer {
    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        Person.readAt("initializer");
        context.addServlet("person", new JavaxServlet()).addMapping("/*");
    }
}
