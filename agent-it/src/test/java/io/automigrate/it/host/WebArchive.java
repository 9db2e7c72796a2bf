package io.automigrate.it.host;

import example.web.JakartaInitializer;
import example.web.JakartaServlet;
import example.web.JakartaStartupBean;
import example.web.JavaxInitializer;
import example.web.JavaxServlet;
import example.web.JavaxStartupBean;
import example.web.Person;
import io.automigrate.it.app.JarBuilder;
import io.automigrate.it.app.Library;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.FreshDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A web application that reads its table when it is initialised, and with every request.
 *
 * @param generation of the API that its server has
 * @param hasStartupBean whether it has an EJB that starts with it
 * @param scripts the migration scripts of the application
 * @param hasDriver whether its driver is in it
 * @param named the database that the server is to make a data source for, or null
 * @param files more files by their names
 */
record WebArchive(
        Generation generation,
        boolean hasStartupBean,
        Scripts scripts,
        boolean hasDriver,
        FreshDatabase named,
        Map<String, String> files) {
    private static final String CLASSES = "WEB-INF/classes/";

    /** The two names that the API has had. */
    enum Generation {
        JAVAX("javax", JavaxInitializer.class, JavaxServlet.class, JavaxStartupBean.class),
        JAKARTA("jakarta", JakartaInitializer.class, JakartaServlet.class, JakartaStartupBean.class);

        private final String name;
        private final Class<?> initializer;
        private final Class<?> servlet;
        private final Class<?> startupBean;

        Generation(String name, Class<?> initializer, Class<?> servlet, Class<?> startupBean) {
            this.name = name;
            this.initializer = initializer;
            this.servlet = servlet;
            this.startupBean = startupBean;
        }
    }

    static WebArchive of(Generation generation) {
        return new WebArchive(generation, false, Scripts.person(), true, null, Map.of());
    }

    WebArchive with(Scripts scripts) {
        return new WebArchive(generation, hasStartupBean, scripts, hasDriver, named, files);
    }

    WebArchive withStartupBean() {
        return new WebArchive(generation, true, scripts, hasDriver, named, files);
    }

    WebArchive withoutDriver() {
        return new WebArchive(generation, hasStartupBean, scripts, false, named, files);
    }

    /** Asks Tomcat for a data source, which the application finds by the name {@code java:comp/env/jdbc/shop}. */
    WebArchive withDataSource(FreshDatabase database) {
        return new WebArchive(generation, hasStartupBean, scripts, hasDriver, database, files);
    }

    /** Adds a file to the war. */
    WebArchive with(String file, String content) {
        Map<String, String> more = new HashMap<>(files);
        more.put(file, content);
        return new WebArchive(generation, hasStartupBean, scripts, hasDriver, named, more);
    }

    /** Writes the war. */
    Path write(Path file) {
        try {
            JarBuilder war = new JarBuilder()
                    .add(CLASSES, Person.class)
                    .add(CLASSES, generation.servlet)
                    .add(CLASSES, generation.initializer)
                    .add(CLASSES, scripts);
            if (hasStartupBean) {
                war.add(CLASSES, generation.startupBean);
            }
            // All containers look for the file in a jar.
            Path services = new JarBuilder()
                    .add(
                            "META-INF/services/" + generation.name + ".servlet.ServletContainerInitializer",
                            generation.initializer.getName().getBytes(StandardCharsets.UTF_8))
                    .write(file.resolveSibling("initializer.jar.part"));
            war.add("WEB-INF/lib/initializer.jar", Files.readAllBytes(services));
            Files.delete(services);
            if (hasDriver) {
                war.add("WEB-INF/lib/h2.jar", Files.readAllBytes(Library.H2.file()));
            }
            if (named != null) {
                war.add("META-INF/context.xml", context(named).getBytes(StandardCharsets.UTF_8));
            }
            for (Map.Entry<String, String> more : files.entrySet()) {
                war.add(more.getKey(), more.getValue().getBytes(StandardCharsets.UTF_8));
            }
            return war.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String context(FreshDatabase database) {
        return """
                <Context>
                  <Resource name="jdbc/shop" auth="Container" type="javax.sql.DataSource" driverClassName="org.h2.Driver"
                            url="%s" username="%s" password="%s"/>
                </Context>
                """.formatted(database.url(), database.user(), database.password());
    }

    /** Writes the war's content as files. */
    void writeExploded(Path folder) {
        try {
            Path war = write(folder.resolveSibling(folder.getFileName() + ".part"));
            Distribution.unpack(war, folder);
            Files.delete(war);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the lines that its start prints, in their order, when the table exists. */
    List<String> greetings() {
        return hasStartupBean ? List.of("startup bean: Ada", "initializer: Ada") : List.of("initializer: Ada");
    }
}
