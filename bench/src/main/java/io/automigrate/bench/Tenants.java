package io.automigrate.bench;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Starts with many tenants, all of which are up to date, against the application without an agent. */
final class Tenants implements Part {
    private static final Scripts SCRIPTS = new Scripts(10);
    private static final int[] COUNTS = {50, 200};

    private final Subject subject;

    Tenants(Subject subject) {
        this.subject = subject;
    }

    @Override
    public void measure(Results results) throws Exception {
        Path scripts = SCRIPTS.inFolder(subject.folder());
        FreshDatabase database = Database.POSTGRESQL.create(subject.folder());
        Processes.require(
                tenants(subject.application(Jdk.running(), scripts, database), database, 1), "1 tenant: 0 up to date");
        copyFirst(database, COUNTS[COUNTS.length - 1]);
        for (Jdk jdk : Jdk.supported()) {
            results.measure(series(jdk, scripts, database));
        }
    }

    private Series series(Jdk jdk, Path scripts, FreshDatabase database) {
        ChildJvm app = subject.application(jdk, scripts, database);
        One one = new One(new Processes(tenants(app, database, 1)));
        Series series = new Series(
                        "PostgreSQL, Java " + jdk.feature() + ", " + SCRIPTS.count() + " scripts, tenants up to date",
                        Metric.PROCESS,
                        Metric.PROCESSOR,
                        Metric.PER_TENANT)
                .add("application alone", app)
                .add("1 tenant", one);
        for (int count : COUNTS) {
            ChildJvm many = tenants(app, database, count);
            Processes.require(many, count + " tenants: " + count + " up to date");
            series.add(count + " tenants", () -> one.compared(new Processes(many).run(), count));
        }
        return series;
    }

    private ChildJvm tenants(ChildJvm app, FreshDatabase database, int count) {
        return subject.agent(app, database)
                .environment(
                        "AUTO_MIGRATE_TENANTS",
                        IntStream.rangeClosed(1, count).mapToObj(Tenants::name).collect(Collectors.joining(",")));
    }

    /** Gives the other tenants the history of the first one: the migration of 200 tenants takes minutes. */
    private static void copyFirst(FreshDatabase database, int count) {
        String table = ".flyway_schema_history";
        for (int i = 2; i <= count; i++) {
            String name = name(i);
            database.execute(
                    "CREATE SCHEMA " + name,
                    "CREATE TABLE " + name + table + " (LIKE " + name(1) + table + " INCLUDING ALL)",
                    "INSERT INTO " + name + table + " SELECT * FROM " + name(1) + table);
        }
    }

    private static String name(int number) {
        return "tenant_" + number;
    }

    /** The start with one tenant, whose time is kept for the other starts of its round. */
    private static final class One implements Start {
        private final Start start;
        private double millis;

        private One(Start start) {
            this.start = start;
        }

        @Override
        public Map<Metric, Double> run() throws Exception {
            Map<Metric, Double> measured = start.run();
            millis = measured.get(Metric.PROCESS);
            return measured;
        }

        private Map<Metric, Double> compared(Map<Metric, Double> measured, int count) {
            measured.put(Metric.PER_TENANT, (measured.get(Metric.PROCESS) - millis) / (count - 1));
            return measured;
        }
    }
}
