package io.automigrate.bench;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Starts that take their classes from an archive, which a training run has made as an image would: since Java 25 an AOT cache, trained with
 * the agent of the row; before, an AppCDS archive of the application, because the JVM makes none with an agent.
 */
final class ClassArchives implements Part {
    private static final Scripts SCRIPTS = new Scripts(10);
    private static final int FIRST_WITH_CACHE = 25;

    private final Subject subject;
    private final Path springBoot;

    /** Takes the folder of the modules in which Maven has built the applications of Spring Boot. */
    ClassArchives(Subject subject, Path springBoot) {
        this.subject = subject;
        this.springBoot = springBoot;
    }

    @Override
    public void measure(Results results) throws Exception {
        for (Jdk jdk : Jdk.supported()) {
            FreshDatabase database = Database.POSTGRESQL.create(subject.folder());
            // No JVM makes an archive of a class path that has a folder.
            ChildJvm app = subject.application(jdk, SCRIPTS.inJar(subject.folder()), database);
            Processes.require(subject.agent(app, database), "10 applied");
            results.measure(series("plain application", jdk, app, database)
                    .add(
                            "with an archive and an agent that connects and asks",
                            trained(jdk, subject.askingAgent(app), app)));
            results.measure(springBoot(jdk), 2);
        }
    }

    private Series springBoot(Jdk jdk) throws IOException {
        FreshDatabase database = Database.POSTGRESQL.create(subject.folder());
        Path target = springBoot.resolve("boot4").resolve("target");
        Path unpacked = Files.createTempDirectory(subject.folder(), "unpacked").resolve("app");
        FinishedJvm extraction = Subject.java(jdk)
                .property("jarmode", "tools")
                .jar(target.resolve("shop-without-flyway.jar"), "extract", "--destination", unpacked.toString())
                .run();
        if (extraction.exitCode() != 0) {
            throw new IllegalStateException(extraction.toString());
        }
        ChildJvm app = Subject.java(jdk)
                .jar(unpacked.resolve("shop-without-flyway.jar"))
                .environment("SPRING_DATASOURCE_URL", database.url())
                .environment("SPRING_DATASOURCE_USERNAME", database.user())
                .environment("SPRING_DATASOURCE_PASSWORD", database.password());
        Processes.require(app.agentOption(AgentJar.path()).environment(database.forAgent()), "10 applied");
        return series("Spring Boot 4.1, unpacked", jdk, app, database);
    }

    private Series series(String application, Jdk jdk, ChildJvm app, FreshDatabase database) throws IOException {
        ChildJvm agent = subject.agent(app, database);
        Processes.require(trained(jdk, agent, app), "is up to date");
        return new Series(application + ", PostgreSQL, Java " + jdk.feature() + ", archive of classes, up to date")
                .add("application alone, with an archive", trained(jdk, app, app))
                .add("with an archive and an empty agent", trained(jdk, subject.emptyAgent(app), app))
                .add("with an archive and this agent", trained(jdk, agent, app))
                .add("application alone, without an archive", app)
                .add("with this agent, without an archive", agent);
    }

    /**
     * Makes an archive and returns the start that uses the archive.
     *
     * @param start the start that is measured
     * @param alone the same application without an agent
     */
    private ChildJvm trained(Jdk jdk, ChildJvm start, ChildJvm alone) throws IOException {
        boolean isCache = jdk.feature() >= FIRST_WITH_CACHE;
        Path archive = Files.createTempDirectory(subject.folder(), "archive").resolve("classes");
        ChildJvm training = isCache
                ? start.options("-XX:AOTCacheOutput=" + archive)
                : alone.options("-XX:ArchiveClassesAtExit=" + archive);
        FinishedJvm trained = training.run();
        if (trained.exitCode() != 0 || !Files.exists(archive)) {
            throw new IllegalStateException("no archive:\n" + trained);
        }
        return start.options((isCache ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive);
    }
}
