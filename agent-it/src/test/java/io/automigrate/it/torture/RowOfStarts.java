package io.automigrate.it.torture;

import io.automigrate.it.app.Folders;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.DatabaseServer;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.MariaDbServer;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Repeats the same start, and adds a script to the application now and then. PostgreSQL and MariaDB get a server of their own, whose
 * connections are all counted.
 */
final class RowOfStarts implements AutoCloseable {
    /** Each start of this number finds a script that no start before had. */
    private static final int EVERY = 10;

    private static final String ADDED = "A";
    private static final int ATTEMPTS = 1000;
    private static final int PAUSE_MILLIS = 10;

    private final TortureSettings settings;
    private final Ledger ledger;
    private final Path folder;
    private final Stage stage;
    private final DatabaseServer server;
    private final Ledger.Subject subject;
    private final List<String> added = new ArrayList<>();
    private List<String> connections = List.of();

    RowOfStarts(Database kind, TortureSettings settings, Ledger ledger, Path folder) {
        this.settings = settings;
        this.ledger = ledger;
        this.folder = folder;
        stage = new Stage(kind, folder);
        server = switch (kind) {
            case POSTGRESQL -> PostgresServer.start();
            case MARIADB -> MariaDbServer.start();
            default -> null;
        };
        subject = new Ledger.Subject(Experiment.ROW_OF_STARTS, kind.name());
    }

    Ledger.Subject subject() {
        return subject;
    }

    /** The first start applies the application's scripts, the others have nothing to do or one script. */
    void run(int starts) throws IOException, InterruptedException {
        Path own = Files.createDirectories(folder.resolve("row"));
        Path temporary = Files.createDirectories(own.resolve("tmp"));
        FreshDatabase database = server == null ? stage.kind().create(own) : server.create();
        ChildJvm start = stage.start(database)
                .options("-Djava.io.tmpdir=" + temporary, "-Dorg.sqlite.tmpdir=" + own)
                .environment("AUTO_MIGRATE_STATUS_FILE", own.resolve("status").toString());
        connections = connections(database);
        for (int number = 0; number < starts && settings.goesOn(); number++) {
            boolean isChange = number % EVERY == EVERY / 2;
            if (isChange) {
                add(number);
            }
            Trial trial = new Trial(subject, "start " + number, ledger);
            FinishedJvm jvm = start.run();
            trial.wrote(jvm);
            trial.expect(jvm.exitCode() == 0, Invariant.EXIT_CODE, "the start ended with " + jvm.exitCode());
            trial.expectNone(Residue.sessions(stage.kind(), database), Invariant.NOTHING_LEFT);
            trial.expectNone(Residue.files(own), Invariant.NOTHING_LEFT);
            trial.expectNone(files(temporary), Invariant.NOTHING_LEFT);
            check(database, trial);
            trial.saw(
                    number == 0
                            ? "start on an empty schema"
                            : isChange ? "start with a new script" : "start with nothing to do");
            ledger.ran(subject);
        }
        Folders.delete(own);
    }

    private void add(int number) throws IOException {
        String name = ADDED + number;
        added.add(name);
        Files.writeString(
                stage.resources().resolve(Scripts.DEFAULT_FOLDER).resolve("V" + (100 + number) + "__added.sql"),
                "INSERT INTO effect (script, n) VALUES ('" + name + "', 1);\n");
    }

    private void check(FreshDatabase database, Trial trial) throws InterruptedException {
        SchemaView view = SchemaView.of(database, stage.kind());
        trial.expectNone(
                stage.scripts().stream()
                        .map(view::notOnce)
                        .filter(fault -> !fault.isEmpty())
                        .toList(),
                Invariant.EFFECT);
        trial.expectNone(
                added.stream()
                        .filter(script -> view.effects().getOrDefault(script, 0) != 1)
                        .map(script -> script + " left " + view.effects().get(script) + " rows instead of 1")
                        .toList(),
                Invariant.EFFECT);
        List<String> now = connections(database);
        // A server counts a connection for a moment longer than its client.
        for (int attempt = 0; !now.equals(connections) && attempt < ATTEMPTS; attempt++) {
            Thread.sleep(PAUSE_MILLIS);
            now = connections(database);
        }
        trial.expect(
                now.equals(connections),
                Invariant.NOTHING_LEFT,
                "the server has " + now + " instead of " + connections);
    }

    /** Returns the number of sessions by their account; empty where no server of its own can be asked. */
    private List<String> connections(FreshDatabase database) {
        return switch (stage.kind()) {
            case POSTGRESQL ->
                database.query("SELECT usename, COUNT(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
                        + " GROUP BY usename ORDER BY usename");
            case MARIADB ->
                database.query("SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS"
                        + " WHERE VARIABLE_NAME = 'THREADS_CONNECTED'");
            default -> List.of();
        };
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> "file " + file).toList();
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
