package io.automigrate.bench;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.net.TcpForwarder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/** How long after the database opens its port an application begins whose schema is up to date. */
final class LateDatabase implements Part {
    /** The port opens at any time between two attempts. */
    private static final int PHASE = 2000;

    private final Subject subject;
    private final Random phases = new Random(20_261_120L);

    LateDatabase(Subject subject) {
        this.subject = subject;
    }

    @Override
    public void measure(Results results) throws Exception {
        Jdk jdk = Jdk.running();
        Path scripts = new Scripts(10).inFolder(subject.folder());
        FreshDatabase database = Database.POSTGRESQL.create(subject.folder());
        new Processes(subject.agent(subject.application(jdk, scripts, database), database)).run();
        results.measure(
                new Series("PostgreSQL, Java " + jdk.feature() + ", the database comes late", Metric.MAIN_AFTER_PORT)
                        .add("after 0 to 2 s of waiting", () -> late(jdk, scripts, database, Duration.ZERO))
                        .add("after 6 to 8 s of waiting", () -> late(jdk, scripts, database, Duration.ofSeconds(6))),
                3);
    }

    private Map<Metric, Double> late(Jdk jdk, Path scripts, FreshDatabase database, Duration wait)
            throws IOException, InterruptedException {
        try (TcpForwarder port = new TcpForwarder(PostgresServer.shared().port())) {
            FreshDatabase late = database.through(port.port());
            try (RunningJvm jvm =
                    subject.agent(subject.application(jdk, scripts, late), late).start()) {
                jvm.awaitLine("Waiting for database");
                Thread.sleep(wait.toMillis() + phases.nextInt(PHASE));
                port.open();
                double opened = jvm.age().toNanos() / 1e6;
                FinishedJvm finished = jvm.endInput().finish();
                double firstQuery = Processes.printed(finished).get(Metric.FIRST_QUERY);
                double answered = finished.out()
                                .line(Metric.FIRST_QUERY.mark())
                                .orElseThrow()
                                .at()
                                .toNanos()
                        / 1e6;
                return Map.of(Metric.MAIN_AFTER_PORT, answered - firstQuery - opened);
            }
        }
    }
}
