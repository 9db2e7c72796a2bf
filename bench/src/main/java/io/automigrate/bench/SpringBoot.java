package io.automigrate.bench;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * An application of Spring Boot in its executable jar, whose {@code application.yml} is the only place that names the database: with its
 * own Flyway, with the agent, which asks the application, and with the agent and a URL, which asks no application.
 */
final class SpringBoot implements Part {
    private static final Map<String, String> MODULES = new TreeMap<>(Map.of("3.5", "boot3", "4.1", "boot4"));

    private final Subject subject;
    private final Path modules;
    private final Limit limit;

    /** Takes the folder of the modules in which Maven has built the applications. */
    SpringBoot(Subject subject, Path modules, Limit limit) {
        this.subject = subject;
        this.modules = modules;
        this.limit = limit;
    }

    @Override
    public void measure(Results results) throws Exception {
        for (Jdk jdk : Jdk.supported()) {
            for (Map.Entry<String, String> module : MODULES.entrySet()) {
                Path target = modules.resolve(module.getValue()).resolve("target");
                results.measure(series(jdk, module.getKey(), target), limit == Limit.NONE ? 2 : 3);
            }
        }
    }

    private Series series(Jdk jdk, String version, Path target) throws IOException {
        FreshDatabase database = Database.POSTGRESQL.create(subject.folder());
        Path home = configured(database);
        ChildJvm app = Subject.java(jdk).directory(home).jar(target.resolve("shop-without-flyway.jar"));
        ChildJvm asking = app.agentOption(AgentJar.path()).environment("AUTO_MIGRATE", "true");
        ChildJvm told = subject.agent(app, database);
        ChildJvm flyway = Subject.java(jdk).directory(home).jar(target.resolve("shop-with-flyway.jar"));
        Processes.require(flyway, "Successfully applied 10 migrations");
        Processes.require(asking, "application.yml");
        Processes.require(asking, "is up to date");
        Processes.require(told, "is up to date");
        return new Series(
                        "Spring Boot " + version + ", PostgreSQL, Java " + jdk.feature() + ", 10 scripts, up to date",
                        limit)
                .add("without Flyway", app)
                .add("with an empty agent", subject.emptyAgent(app))
                .add("with an agent that connects and asks", subject.askingAgentWithDriver(app, database))
                .add("with this agent", asking)
                .add("with this agent, AUTO_MIGRATE_URL set", told)
                .add("with its own Flyway", flyway);
    }

    /** Returns a working directory in which Boot finds its configuration. */
    private Path configured(FreshDatabase database) throws IOException {
        Path home = Files.createTempDirectory(subject.folder(), "boot");
        Files.writeString(Files.createDirectory(home.resolve("config")).resolve("application.yml"), """
                spring:
                  datasource:
                    url: "%s"
                    username: "%s"
                    password: "%s"
                """.formatted(
                        database.url(), database.user(), database.password()));
        return home;
    }
}
