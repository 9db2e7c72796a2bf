package io.automigrate.bench;

import example.AskingAgent;
import example.EmptyAgent;
import example.FirstQuery;
import example.Footprint;
import example.MigratesItself;
import io.automigrate.it.app.JarBuilder;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/** The program that is measured: a plain application in a jar, drivers and libraries beside it, and agents. */
final class Subject {
    /** The jars of the drivers that every application has. */
    static final List<Path> DRIVERS = jarsOf("org.postgresql.Driver", "org.mariadb.jdbc.Driver", "org.h2.Driver");

    private static final Path POSTGRESQL = DRIVERS.get(0);

    private static final List<Path> FLYWAY = jarsOf(
            Flyway.class.getName(),
            "org.flywaydb.database.postgresql.PostgreSQLDatabaseType",
            "org.flywaydb.database.mysql.MySQLDatabaseType");

    private final Path folder;
    private final Path classes;
    private final Path emptyAgent;
    private final Path askingAgent;
    private final Path askingAgentWithDriver;

    Subject(Path folder) throws IOException {
        this.folder = folder;
        classes = new JarBuilder()
                .add("", FirstQuery.class)
                .add("", MigratesItself.class)
                .add("", Footprint.class)
                .write(folder.resolve("application.jar"));
        emptyAgent = agent(EmptyAgent.class, folder.resolve("empty-agent.jar"));
        askingAgent = agent(AskingAgent.class, folder.resolve("asking-agent.jar"));
        askingAgentWithDriver = builder(AskingAgent.class)
                .add("", FirstQuery.class)
                .attribute("Class-Path", POSTGRESQL.toUri().toString())
                .write(folder.resolve("asking-agent-with-driver.jar"));
    }

    private static Path agent(Class<?> type, Path jar) throws IOException {
        return builder(type).write(jar);
    }

    private static JarBuilder builder(Class<?> agent) throws IOException {
        return new JarBuilder().attribute("Premain-Class", agent.getName()).add("", agent);
    }

    /** Returns the name of a database for the report. */
    static String name(Database kind) {
        return switch (kind) {
            case POSTGRESQL -> "PostgreSQL";
            case MARIADB -> "MariaDB";
            case H2_FILE, H2_SERVER -> "H2";
            case SQLITE -> "SQLite";
        };
    }

    /** Returns a JVM with no options, as users start one. The JVMs of the tests have options that save time on a busy machine. */
    static ChildJvm java(Jdk jdk) {
        return ChildJvm.of(jdk.tool("java"));
    }

    /** Returns the folder for scripts and databases. */
    Path folder() {
        return folder;
    }

    /** Returns the application that asks one question. */
    ChildJvm application(Jdk jdk, Path scripts, FreshDatabase database) {
        return application(jdk, FirstQuery.class, scripts, database);
    }

    /** Returns an application without a Flyway of its own. */
    ChildJvm application(Jdk jdk, Class<?> main, Path scripts, FreshDatabase database) {
        return java(jdk).main(classPath(scripts, List.of()), main).environment(database.forApplication());
    }

    /** Returns the application with one driver, the one of PostgreSQL: so few archives that each may hold all libraries. */
    ChildJvm smallApplication(Jdk jdk, Path scripts, FreshDatabase database) {
        return java(jdk)
                .main(List.of(classes, scripts, POSTGRESQL), FirstQuery.class)
                .environment(database.forApplication());
    }

    /** Returns the application that calls Flyway at the beginning of its main, and then does what another one does. */
    ChildJvm migratingItself(Jdk jdk, Path scripts, FreshDatabase database, String... arguments) {
        return java(jdk)
                .main(classPath(scripts, FLYWAY), MigratesItself.class, arguments)
                .environment(database.forApplication());
    }

    /** Returns the application that asks one question, with Flyway on its class path, as Java migrations need it. */
    ChildJvm flywayApplication(Jdk jdk, Path scripts, FreshDatabase database) {
        return java(jdk).main(classPath(scripts, FLYWAY), FirstQuery.class).environment(database.forApplication());
    }

    /** Returns the class path of a compiler for Java migrations. */
    String flywayClassPath() {
        return FLYWAY.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Returns Flyway's own command-line tool, which migrates and ends. */
    ChildJvm flywayCommandLine(Jdk jdk, Path scripts, FreshDatabase database) {
        String libraries = System.getProperty("bench.flyway") + "/*";
        String classPath = DRIVERS.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        // Otherwise Flyway looks for a newer version in the network, and reports that it runs.
        return java(jdk)
                .options("-cp", libraries + File.pathSeparator + classPath)
                .application("org.flywaydb.commandline.Main", "-skipCheckForUpdate", "migrate")
                .environment("REDGATE_DISABLE_TELEMETRY", "true")
                .environment("FLYWAY_LOCATIONS", "filesystem:" + scripts.resolve("db/migration"))
                .environment("FLYWAY_URL", database.url())
                .environment("FLYWAY_USER", database.user())
                .environment("FLYWAY_PASSWORD", database.password());
    }

    ChildJvm emptyAgent(ChildJvm application) {
        return application.agentOption(emptyAgent);
    }

    /** Returns an application with an agent that connects and asks as the application does. */
    ChildJvm askingAgent(ChildJvm application) {
        return application.agentOption(askingAgent);
    }

    /**
     * Returns an application in an archive of its own, with an agent that connects and asks. The agent brings the driver, and the application
     * uses the same classes.
     */
    ChildJvm askingAgentWithDriver(ChildJvm application, FreshDatabase database) {
        return application.agentOption(askingAgentWithDriver).environment(database.forApplication());
    }

    /** Returns a tool of the JDK with the empty agent, attached as an image does it. */
    ChildJvm emptyAgentVariable(ChildJvm tool) {
        return tool.agentVariable(emptyAgent);
    }

    ChildJvm agent(ChildJvm application, FreshDatabase database) {
        return application.agentOption(AgentJar.path()).environment(database.forAgent());
    }

    private List<Path> classPath(Path scripts, List<Path> libraries) {
        return Stream.of(List.of(classes, scripts), DRIVERS, libraries)
                .flatMap(List::stream)
                .toList();
    }

    private static List<Path> jarsOf(String... types) {
        List<Path> jars = new ArrayList<>();
        for (String type : types) {
            try {
                jars.add(Path.of(Class.forName(type)
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()));
            } catch (ClassNotFoundException | URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
        return jars;
    }
}
