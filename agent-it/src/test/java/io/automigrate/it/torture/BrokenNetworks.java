package io.automigrate.it.torture;

import io.automigrate.it.app.Folders;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.RunningJvm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Disturbs the network between a start and its server. */
final class BrokenNetworks {
    /** Waits that are short enough to end in a test. */
    static final Map<String, String> IMPATIENT = Map.of(
            "AUTO_MIGRATE_WAIT_TIMEOUT", "10s",
            "AUTO_MIGRATE_LOCK_TIMEOUT", "10s",
            "AUTO_MIGRATE_CONNECT_TIMEOUT", "3s",
            "AUTO_MIGRATE_PROGRESS_INTERVAL", "1s");

    private static final Duration PATIENCE = Duration.ofSeconds(75);
    private static final Set<Integer> LOST = Set.of(0, 69, 70, 75);

    /** Bytes that were changed can say anything: another account, another version of the server, another history. */
    private static final Set<Integer> CHANGED = Set.of(0, 65, 69, 70, 75, 77, 78);

    private final TortureSettings settings;
    private final Ledger ledger;
    private final Path folder;
    private final Stage stage;
    private final Ledger.Subject subject;

    BrokenNetworks(Database kind, TortureSettings settings, Ledger ledger, Path folder) {
        this.settings = settings;
        this.ledger = ledger;
        this.folder = folder;
        stage = new Stage(kind, folder);
        subject = new Ledger.Subject(Experiment.BROKEN_NETWORK, kind.name());
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
        Life life = List.of(Life.MIGRATE, Life.UPGRADE).get(random.nextInt(2));
        FaultyNetwork.Plan plan = FaultyNetwork.Plan.pick(random);
        Path own = Files.createDirectories(folder.resolve("run-" + number));
        FreshDatabase database = stage.kind().create(own);
        Trial trial =
                new Trial(subject, "run " + number + " of seed " + settings.seed() + ", " + life + ", " + plan, ledger);
        try {
            stage.migrate(database, life.before());
            SchemaView before = SchemaView.of(database, stage.kind());
            FinishedJvm jvm = disturbed(database, plan);
            check(jvm, plan, trial);
            trial.expectNone(Residue.sessions(stage.kind(), database), Invariant.NOTHING_LEFT);
            SchemaView after = SchemaView.of(database, stage.kind());
            if (plan.fault() != FaultyNetwork.Fault.GARBLE) {
                trial.expectNone(Truth.lies(jvm, before, after, stage.scripts()), Invariant.TRUTH);
            }
            new Mending(stage, database, life, own, trial).run();
        } finally {
            Residue.drop(stage.kind(), database);
            Folders.delete(own);
        }
        ledger.ran(subject);
    }

    private FinishedJvm disturbed(FreshDatabase database, FaultyNetwork.Plan plan) throws IOException {
        int port = URI.create(database.url().substring("jdbc:".length()).replaceFirst("^h2:", ""))
                .getPort();
        try (FaultyNetwork network = new FaultyNetwork(port, plan);
                RunningJvm jvm = stage.start(database.through(network.port()))
                        .environment(IMPATIENT)
                        .start()) {
            return jvm.endInput().finish(PATIENCE);
        }
    }

    private void check(FinishedJvm jvm, FaultyNetwork.Plan plan, Trial trial) {
        trial.wrote(jvm);
        boolean isGarbled = plan.fault() == FaultyNetwork.Fault.GARBLE;
        trial.expect(
                (isGarbled ? CHANGED : LOST).contains(jvm.exitCode()),
                Invariant.EXIT_CODE,
                "the disturbed start ended with " + jvm.exitCode());
        int blocks = Block.of(jvm).size();
        trial.expect(blocks == (jvm.exitCode() == 0 ? 0 : 1), Invariant.OUTPUT, "there are " + blocks + " blocks");
        ledger.saw(subject, plan.fault() + ": exit code " + jvm.exitCode());
    }
}
