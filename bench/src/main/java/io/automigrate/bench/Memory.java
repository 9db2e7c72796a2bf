package io.automigrate.bench;

import example.Footprint;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The classes that are loaded, and the memory that is held while the application runs. */
final class Memory implements Part {
    private static final Metric[] METRICS = {
        Metric.CLASSES_LOADED,
        Metric.CLASSES_HELD,
        Metric.HEAP_HELD,
        Metric.METASPACE_HELD,
        Metric.THREADS,
        Metric.PEAK_MEMORY
    };

    private final Subject subject;

    Memory(Subject subject) {
        this.subject = subject;
    }

    @Override
    public void measure(Results results) throws Exception {
        for (Jdk jdk : Jdk.supported()) {
            Path scripts = new Scripts(10).inFolder(subject.folder());
            FreshDatabase database = Database.POSTGRESQL.create(subject.folder());
            ChildJvm app = inContainer(subject.application(jdk, Footprint.class, scripts, database));
            new Processes(subject.agent(app, database)).run();
            Series series = new Series("What is held, PostgreSQL, Java " + jdk.feature() + ", 256 MB of heap", METRICS);
            results.measure(
                    series.add("application alone", app)
                            .add("with an empty agent", subject.emptyAgent(app))
                            .add("with this agent, up to date", subject.agent(app, database))
                            .add(
                                    "Flyway's API in main, up to date",
                                    inContainer(subject.migratingItself(jdk, scripts, database, "and look")))
                            .add("with this agent, 10 scripts pending", () -> pending(jdk, scripts)),
                    3);
        }
    }

    private Map<Metric, Double> pending(Jdk jdk, Path scripts) throws IOException {
        FreshDatabase database = Database.POSTGRESQL.create(subject.folder());
        ChildJvm app = inContainer(subject.application(jdk, Footprint.class, scripts, database));
        Map<Metric, Double> measured = new Processes(subject.agent(app, database)).run();
        PostgresServer.shared().administer("DROP DATABASE " + database.user());
        return measured;
    }

    private static ChildJvm inContainer(ChildJvm app) {
        return app.options("-Xmx256m");
    }
}
