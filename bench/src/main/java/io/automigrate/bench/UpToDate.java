package io.automigrate.bench;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Starts that find nothing to do, against those without an agent and with other ways to migrate. */
final class UpToDate implements Part {
    private static final Scripts SCRIPTS = new Scripts(10);

    private final Subject subject;
    private final Limit limit;

    UpToDate(Subject subject, Limit limit) {
        this.subject = subject;
        this.limit = limit;
    }

    @Override
    public void measure(Results results) throws Exception {
        for (Jdk jdk : Jdk.supported()) {
            for (Database database : List.of(Database.POSTGRESQL, Database.MARIADB, Database.H2_FILE)) {
                results.measure(series(jdk, database), limit == Limit.NONE ? 1 : 2);
            }
        }
    }

    private Series series(Jdk jdk, Database kind) throws IOException {
        Path scripts = SCRIPTS.inFolder(subject.folder());
        FreshDatabase database = kind.create(Files.createTempDirectory(subject.folder(), "db"));
        ChildJvm app = subject.application(jdk, scripts, database);
        Processes.require(subject.agent(app, database), "10 applied");
        Processes.require(subject.agent(app, database), "is up to date");
        Series series = new Series(
                        Subject.name(kind) + ", Java " + jdk.feature() + ", " + SCRIPTS.count()
                                + " scripts, up to date",
                        limit)
                .add("application alone", app)
                .add("with an empty agent", subject.emptyAgent(app))
                .add("with an agent that connects and asks", subject.askingAgent(app))
                .add("with this agent", subject.agent(app, database))
                .add("Flyway's API in main", subject.migratingItself(jdk, scripts, database));
        // The tools take long and are the same everywhere: one database will do.
        if (kind == Database.POSTGRESQL) {
            ChildJvm tool = subject.flywayCommandLine(jdk, scripts, database);
            Processes.require(tool, "No migration necessary");
            series.add("Flyway's command line before it", tool, app);
            Optional<Path> dbmate = Dbmate.executable(subject.folder());
            if (dbmate.isPresent()) {
                addDbmate(series, dbmate.get(), jdk, scripts);
            }
        }
        return series;
    }

    private void addDbmate(Series series, Path dbmate, Jdk jdk, Path scripts) throws IOException {
        FreshDatabase database = Database.POSTGRESQL.create(subject.folder());
        ChildJvm tool = ChildJvm.of(dbmate)
                .environment("DATABASE_URL", withAccount(database))
                .application(
                        "--migrations-dir",
                        SCRIPTS.forDbmate(subject.folder()).toString(),
                        "--no-dump-schema",
                        "--wait",
                        "up");
        ChildJvm app = subject.application(jdk, scripts, database);
        new Processes(tool, app).run();
        series.add("dbmate (a native binary) before it", tool, app);
    }

    private static String withAccount(FreshDatabase database) {
        String password =
                URLEncoder.encode(database.password(), StandardCharsets.UTF_8).replace("+", "%20");
        return database.url().replace("jdbc:postgresql://", "postgres://" + database.user() + ":" + password + "@")
                + "?sslmode=disable";
    }
}
