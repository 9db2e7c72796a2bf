package io.automigrate.bench;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import java.nio.file.Path;
import java.util.Map;

/** An application of Quarkus: with its own Flyway, and with the agent instead. */
final class Quarkus implements Part {
    private final Subject subject;
    private final Path modules;
    private final Limit limit;

    /** Takes the folder of the modules in which Maven has built the applications. */
    Quarkus(Subject subject, Path modules, Limit limit) {
        this.subject = subject;
        this.modules = modules;
        this.limit = limit;
    }

    @Override
    public void measure(Results results) throws Exception {
        for (Jdk jdk : Jdk.supported()) {
            results.measure(series(jdk), limit == Limit.NONE ? 2 : 3);
        }
    }

    private Series series(Jdk jdk) {
        FreshDatabase database = Database.POSTGRESQL.create(subject.folder());
        Map<String, String> settings = Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", database.url(),
                "QUARKUS_DATASOURCE_USERNAME", database.user(),
                "QUARKUS_DATASOURCE_PASSWORD", database.password());
        ChildJvm app = start(jdk, "without-flyway").environment(settings);
        ChildJvm agent = app.agentOption(AgentJar.path());
        ChildJvm flyway =
                start(jdk, "with-flyway").environment(settings).environment("QUARKUS_FLYWAY_MIGRATE_AT_START", "true");
        Processes.require(flyway, "Successfully applied 10 migrations");
        Processes.require(agent, "is up to date");
        return new Series("Quarkus, PostgreSQL, Java " + jdk.feature() + ", 10 scripts, up to date", limit)
                .add("without Flyway", app)
                .add("with an empty agent", subject.emptyAgent(app))
                .add("with this agent", agent)
                .add("with its own Flyway", flyway);
    }

    private ChildJvm start(Jdk jdk, String module) {
        return Subject.java(jdk).jar(modules.resolve(module).resolve("target/quarkus-app/quarkus-run.jar"));
    }
}
