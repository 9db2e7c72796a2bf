package io.automigrate.it.torture;

import io.automigrate.it.app.Folders;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.DatabaseServer;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.MariaDbServer;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Disturbs a server of its own while a start migrates. */
final class SickServers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    private final TortureSettings settings;
    private final Ledger ledger;
    private final Path folder;
    private final Database kind;
    private final DatabaseServer server;
    private final Stage usual;
    private final Stage big;
    private final Ledger.Subject subject;

    SickServers(Database kind, TortureSettings settings, Ledger ledger, Path folder) {
        this.settings = settings;
        this.ledger = ledger;
        this.folder = folder;
        this.kind = kind;
        server = kind == Database.POSTGRESQL ? PostgresServer.start() : MariaDbServer.start();
        usual = new Stage(kind, folder.resolve("usual"));
        big = Stage.withMore(kind, folder.resolve("big"), TortureScript.big(kind));
        subject = new Ledger.Subject(Experiment.SICK_SERVER, kind.name());
    }

    Ledger.Subject subject() {
        return subject;
    }

    void run(int runs) throws IOException, InterruptedException {
        for (int run = settings.first(); run < settings.first() + runs && settings.goesOn(); run++) {
            run(settings.random(subject.experiment(), subject.database(), run), run);
        }
    }

    private void run(Random random, int number) throws IOException, InterruptedException {
        Sickness sickness = Sickness.values()[number % Sickness.values().length];
        Stage stage = sickness == Sickness.FULL ? big : usual;
        Life life = sickness == Sickness.FULL
                ? Life.UPGRADE
                : List.of(Life.MIGRATE, Life.UPGRADE).get(random.nextInt(2));
        Ending moment = Ending.pick(random, Duration.ofSeconds(2), life.lines());
        Path own = Files.createDirectories(folder.resolve("run-" + number));
        FreshDatabase database = server.create();
        Trial trial = new Trial(
                subject,
                "run " + number + " of seed " + settings.seed() + ", " + life + ", " + sickness + " " + moment.when(),
                ledger);
        stage.migrate(database, life.before());
        SchemaView before = SchemaView.of(database, kind);
        FinishedJvm jvm = disturbed(stage, database, sickness, moment);
        trial.wrote(jvm);
        trial.expect(
                sickness.exitCodes().contains(jvm.exitCode()),
                Invariant.EXIT_CODE,
                "the start on a server that is " + sickness + " ended with " + jvm.exitCode());
        ledger.saw(subject, sickness + ": exit code " + jvm.exitCode());
        trial.expectNone(Residue.sessions(kind, database), Invariant.NOTHING_LEFT);
        trial.expectNone(Truth.lies(jvm, before, SchemaView.of(database, kind), stage.scripts()), Invariant.TRUTH);
        new Mending(stage, database, life, own, trial).run();
        server.administer("DROP DATABASE " + database.user());
        Folders.delete(own);
        ledger.ran(subject);
    }

    private FinishedJvm disturbed(Stage stage, FreshDatabase database, Sickness sickness, Ending moment)
            throws IOException, InterruptedException {
        boolean isAtOnce = sickness == Sickness.FULL;
        if (isAtOnce) {
            sickness.begin(kind, server, database);
        }
        try (RunningJvm jvm = stage.start(database)
                .environment(sickness.isSilence() ? BrokenNetworks.IMPATIENT : Map.of())
                .start()
                .endInput()) {
            if (!isAtOnce) {
                moment.await(jvm);
                sickness.begin(kind, server, database);
            }
            return jvm.finish(PATIENCE);
        } finally {
            sickness.end(kind, server, database);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
