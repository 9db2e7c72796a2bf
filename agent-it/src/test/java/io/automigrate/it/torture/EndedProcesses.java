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
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Ends processes at any moment of their lives, again and again. */
final class EndedProcesses {
    private final TortureSettings settings;
    private final Ledger ledger;
    private final Path folder;
    private final Stage stage;
    private final Ledger.Subject subject;
    private final Map<Life, Duration> lives = new EnumMap<>(Life.class);

    EndedProcesses(Database kind, TortureSettings settings, Ledger ledger, Path folder) {
        this.settings = settings;
        this.ledger = ledger;
        this.folder = folder;
        stage = new Stage(kind, folder);
        subject = new Ledger.Subject(Experiment.ENDED_PROCESS, kind.name());
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
        Life life = Life.values()[random.nextInt(Life.values().length)];
        Path own = Files.createDirectories(folder.resolve("run-" + number));
        FreshDatabase database = stage.kind().create(own);
        try {
            stage.migrate(database, life.before());
            Files.createDirectories(Life.backups(own));
            Duration whole = lives.getOrDefault(life, Duration.ofMillis(1500));
            Ending ending = Ending.pick(random, whole, life.lines());
            Trial trial = new Trial(
                    subject, "run " + number + " of seed " + settings.seed() + ", " + life + ", " + ending, ledger);
            end(database, life, ending, own, trial);
            new Mending(stage, database, life, own, trial).run();
        } finally {
            Residue.drop(stage.kind(), database);
            Folders.delete(own);
        }
        ledger.ran(subject);
    }

    private void end(FreshDatabase database, Life life, Ending ending, Path own, Trial trial)
            throws InterruptedException {
        SchemaView before = SchemaView.of(database, stage.kind());
        ChildJvm start = stage.start(database).environment(life.settings(stage.kind(), own));
        try (RunningJvm jvm = start.start().endInput()) {
            FinishedJvm ended = ending.apply(jvm, trial);
            trial.wrote(ended);
            boolean isEnded = ended.exitCode() == (ending.isPolite() ? 143 : 137);
            trial.expect(
                    isEnded
                            || life == Life.WAIT && ended.exitCode() == 75
                            || ended.exitCode() == 0
                            || ending.isPolite() && isEndedByJvm(ended),
                    Invariant.EXIT_CODE,
                    "the ended process has the exit code " + ended.exitCode());
            lives.put(life, isEnded ? lives.getOrDefault(life, Duration.ofMillis(1500)) : ended.duration());
            ledger.saw(
                    subject,
                    isEnded ? (ending.isPolite() ? "ended by SIGTERM" : "ended by SIGKILL") : "ended by itself before");
            ledger.saw(subject, "life: " + life);
            ledger.saw(subject, "moment: " + moment(ended));
            trial.expectNone(Residue.sessions(stage.kind(), database), Invariant.NOTHING_LEFT);
            trial.expectNone(
                    Truth.lies(ended, before, SchemaView.of(database, stage.kind()), stage.scripts()), Invariant.TRUTH);
        }
    }

    /** Returns whether SIGTERM came while the JVM was loading its agents, which ends the JVM with an error of its own. */
    private static boolean isEndedByJvm(FinishedJvm jvm) {
        return jvm.exitCode() == 134
                && jvm.story().isEmpty()
                && jvm.out().text().contains("processing of -javaagent failed");
    }

    /** Returns the last thing that the process was heard to do. */
    private static String moment(FinishedJvm jvm) {
        if (!jvm.out().text().isEmpty() && !isEndedByJvm(jvm)) {
            return "in the application";
        }
        String last = "before the agent's first line";
        for (String line : jvm.story()) {
            for (String word :
                    List.of("Applying", "Undoing", "Backing up", "Backup is complete", "Waiting for", "[seed]")) {
                if (line.startsWith(word) || line.contains("[seed]") && word.equals("[seed]")) {
                    last = word.equals("Waiting for") ? "while waiting" : "behind \"" + word + "\"";
                }
            }
            last = last.startsWith("before") ? "before the first script" : last;
        }
        return last;
    }
}
