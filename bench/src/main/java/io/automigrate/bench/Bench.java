package io.automigrate.bench;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures starts, as whole processes. {@code mvn -Pbench …}, see docs/performance.md. */
public final class Bench {
    private static final int SCRIPTS = 10;

    private final int rounds;
    private final Path folder;
    private final Subject subject;
    private final List<Series.Result> results = new ArrayList<>();

    private Bench(int rounds, Path folder) throws Exception {
        this.rounds = rounds;
        this.folder = folder;
        this.subject = new Subject(folder);
    }

    /**
     * Measures, prints the tables and writes them beside a JSON file.
     *
     * @param args the number of rounds, and the folder for results
     */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[1]).toAbsolutePath());
        Bench bench = new Bench(Integer.parseInt(args[0]), folder);
        for (Jdk jdk : Jdk.supported()) {
            for (Database database : List.of(Database.POSTGRESQL, Database.MARIADB, Database.H2_FILE)) {
                bench.upToDate(jdk, database);
            }
        }
        bench.stayingOut();
        bench.pending(SCRIPTS);
        bench.pending(100);
        for (boolean jar : new boolean[] {false, true}) {
            bench.manyScripts(jar);
        }
        Report report = new Report(bench.results);
        Files.writeString(folder.resolve("bench.md"), report.table());
        Files.writeString(folder.resolve("bench.json"), report.json());
        System.out.println(report.table());
        System.exit(0);
    }

    private void take(Series series, int rounds) throws Exception {
        results.addAll(series.measure(rounds));
        System.err.println("measured " + results.get(results.size() - 1).series());
    }

    private void upToDate(Jdk jdk, Database kind) throws Exception {
        Path scripts = subject.scripts(SCRIPTS, kind + "-" + jdk.feature(), false);
        FreshDatabase database = kind.create(Files.createTempDirectory(folder, "db"));
        ChildJvm app = subject.application(jdk, scripts, database);
        subject.agent(app, database).run();
        take(
                new Series(kind + ", Java " + jdk.feature() + ", " + SCRIPTS + " scripts, up to date")
                        .add("application alone", app)
                        .add("with an empty agent", app.agentOption(subject.emptyAgent()))
                        .add("with this agent", subject.agent(app, database))
                        .add("Flyway's API in main", subject.migratingItself(jdk, scripts, database)),
                rounds);
    }

    private void stayingOut() throws Exception {
        Path scripts = subject.scripts(SCRIPTS, "out", false);
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        ChildJvm app = subject.application(Jdk.running(), scripts, database);
        take(
                new Series("Staying out")
                        .add("with an empty agent", app.agentOption(subject.emptyAgent()))
                        .add(
                                "with this agent, AUTO_MIGRATE=false",
                                subject.agent(app, database).environment("AUTO_MIGRATE", "false"))
                        .add("with this agent, no database set", app.agentOption(AgentJar.path())),
                rounds);
    }

    private void pending(int count) throws Exception {
        Path scripts = subject.scripts(count, "pending-" + count, false);
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        ChildJvm app = subject.application(Jdk.running(), scripts, database);
        Series.Preparation empty = () -> database.execute("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
        database.execute("ALTER SCHEMA public OWNER TO CURRENT_USER");
        take(
                new Series("PostgreSQL, " + count + " scripts, all pending")
                        .add("Flyway's API in main", subject.migratingItself(Jdk.running(), scripts, database), empty)
                        .add("with this agent", subject.agent(app, database), empty),
                rounds);
    }

    private void manyScripts(boolean jar) throws Exception {
        Series upToDate = new Series("PostgreSQL, up to date, scripts in a " + (jar ? "jar" : "folder"));
        for (int count : new int[] {10, 100, 1000, 5000}) {
            Path scripts = subject.scripts(count, "scale-" + count, jar);
            FreshDatabase database = Database.POSTGRESQL.create(folder);
            // Flyway takes time that grows with the square of what is pending: more than a minute for 5000.
            subject.agent(
                            subject.application(Jdk.running(), subject.scripts(SCRIPTS, "few", false), database),
                            database)
                    .run();
            subject.stamp(database, SCRIPTS + 1, count);
            upToDate.add(
                    count + " scripts", subject.agent(subject.application(Jdk.running(), scripts, database), database));
        }
        take(upToDate, rounds);
    }
}
