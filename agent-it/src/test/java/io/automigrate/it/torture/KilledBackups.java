package io.automigrate.it.torture;

import io.automigrate.it.app.Folders;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Kills the program that backs up, at any moment, as a kernel without memory does. */
final class KilledBackups {
    private static final int BACKUP_FAILED = 73;
    private static final int LONGEST_DELAY_MILLIS = 60;

    private final TortureSettings settings;
    private final Ledger ledger;
    private final Path folder;
    private final Stage stage;
    private final Ledger.Subject subject;

    KilledBackups(Database kind, TortureSettings settings, Ledger ledger, Path folder) {
        this.settings = settings;
        this.ledger = ledger;
        this.folder = folder;
        stage = new Stage(kind, folder);
        subject = new Ledger.Subject(Experiment.KILLED_BACKUP, kind.name());
    }

    Ledger.Subject subject() {
        return subject;
    }

    void run(int runs) throws IOException, InterruptedException {
        for (int run = settings.first(); run < settings.first() + runs && settings.goesOn(); run++) {
            once(run);
        }
    }

    private void once(int number) throws IOException, InterruptedException {
        Random random = settings.random(subject.experiment(), subject.database(), number);
        Path own = Files.createDirectories(folder.resolve("run-" + number));
        FreshDatabase database = stage.kind().create(own);
        try {
            stage.migrate(database, Life.BACKUP.before());
            Files.createDirectories(Life.backups(own));
            Trial trial = new Trial(subject, "run " + number + " of seed " + settings.seed(), ledger);
            ChildJvm start = stage.start(database).environment(Life.BACKUP.settings(stage.kind(), own));
            SchemaView before = SchemaView.of(database, stage.kind());

            FinishedJvm killed = killProgram(start, random.nextInt(LONGEST_DELAY_MILLIS));

            trial.wrote(killed);
            boolean isFailed = killed.exitCode() == BACKUP_FAILED;
            trial.saw(isFailed ? "the program was killed: exit code 73" : "the program ended before");
            trial.expect(
                    isFailed || killed.exitCode() == 0,
                    Invariant.EXIT_CODE,
                    "the start ended with " + killed.exitCode());
            SchemaView after = SchemaView.of(database, stage.kind());
            trial.expect(
                    !isFailed || after.equals(before),
                    Invariant.EFFECT,
                    "a start without its backup changed the schema");
            trial.expectNone(Truth.lies(killed, before, after, stage.scripts()), Invariant.TRUTH);
            trial.expectNone(Residue.files(own), Invariant.NOTHING_LEFT);
            trial.expectNone(Residue.sessions(stage.kind(), database), Invariant.NOTHING_LEFT);

            FinishedJvm next = start.run();
            trial.wrote(next);
            trial.expect(next.exitCode() == 0, Invariant.EXIT_CODE, "the next start ended with " + next.exitCode());
        } finally {
            Residue.drop(stage.kind(), database);
            Folders.delete(own);
        }
        ledger.ran(subject);
    }

    private static FinishedJvm killProgram(ChildJvm start, int delayMillis) throws InterruptedException {
        try (RunningJvm jvm = start.start().endInput()) {
            jvm.awaitLine("Backing up to");
            while (jvm.isAlive() && jvm.descendants().isEmpty()) {
                Thread.sleep(1);
            }
            Thread.sleep(delayMillis);
            jvm.descendants().forEach(ProcessHandle::destroyForcibly);
            return jvm.finish();
        }
    }
}
