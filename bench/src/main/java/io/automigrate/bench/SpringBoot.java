package io.automigrate.bench;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** An application of Spring Boot in its executable jar: with its own Flyway, and with the agent instead. */
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

    private Series series(Jdk jdk, String version, Path target) {
        FreshDatabase database = Database.POSTGRESQL.create(subject.folder());
        Map<String, String> settings = Map.of(
                "SPRING_DATASOURCE_URL", database.url(),
                "SPRING_DATASOURCE_USERNAME", database.user(),
                "SPRING_DATASOURCE_PASSWORD", database.password());
        ChildJvm app =
                ChildJvm.of(jdk).jar(target.resolve("shop-without-flyway.jar")).environment(settings);
        ChildJvm agent = app.agentOption(AgentJar.path());
        ChildJvm flyway =
                ChildJvm.of(jdk).jar(target.resolve("shop-with-flyway.jar")).environment(settings);
        Processes.require(flyway, "Successfully applied 10 migrations");
        Processes.require(agent, "is up to date");
        return new Series(
                        "Spring Boot " + version + ", PostgreSQL, Java " + jdk.feature() + ", 10 scripts, up to date",
                        limit)
                .add("without Flyway", app)
                .add("with an empty agent", subject.emptyAgent(app))
                .add("with this agent", agent)
                .add("with its own Flyway", flyway);
    }
}
