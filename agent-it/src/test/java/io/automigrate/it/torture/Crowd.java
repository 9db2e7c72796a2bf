package io.automigrate.it.torture;

import io.automigrate.it.app.FlywayLibrary;
import io.automigrate.it.app.Folders;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Starts many processes at the same time on an empty schema. */
final class Crowd {
    private static final Duration PATIENCE = Duration.ofMinutes(12);
    private static final int EVERY = 4;

    /** A machine may take minutes to start so many processes. */
    private static final Map<String, String> PATIENT = Map.of(
            "AUTO_MIGRATE_WAIT_TIMEOUT", "9m", "AUTO_MIGRATE_LOCK_TIMEOUT", "9m", "AUTO_MIGRATE_CONNECT_TIMEOUT", "1m");

    /** Two versions of Flyway that know the database and are not the agent's. */
    private static final Map<Database, List<FlywayLibrary>> OTHERS = Map.of(
            Database.POSTGRESQL, List.of(FlywayLibrary.V9_22, FlywayLibrary.V11_20),
            Database.MARIADB, List.of(FlywayLibrary.V7_11, FlywayLibrary.V7_15));

    private static final String PLAIN = """
            package example;
            import org.flywaydb.core.Flyway;
            public final class PlainFlyway {
                public static void main(String[] args) {
                    Flyway.configure().dataSource(System.getenv("APP_URL"), System.getenv("APP_USER"), System.getenv("APP_PASSWORD"))
                            .load().migrate();
                }
            }
            """;

    /** One process of the crowd. */
    private record Member(String role, RunningJvm jvm) {}

    private final TortureSettings settings;
    private final Ledger ledger;
    private final Path folder;
    private final Stage stage;
    private final Ledger.Subject subject;

    Crowd(Database kind, TortureSettings settings, Ledger ledger, Path folder) {
        this.settings = settings;
        this.ledger = ledger;
        this.folder = folder;
        stage = new Stage(kind, folder);
        subject = new Ledger.Subject(Experiment.CROWD, kind.name());
    }

    Ledger.Subject subject() {
        return subject;
    }

    /** Runs one crowd of so many processes. */
    void run(int number, int processes) throws IOException, InterruptedException {
        Random random = settings.random(subject.experiment(), subject.database(), number);
        Path own = Files.createDirectories(folder.resolve("run-" + number));
        FreshDatabase database = stage.kind().create(own);
        Trial trial = new Trial(
                subject, "run " + number + " of seed " + settings.seed() + ", " + processes + " processes", ledger);
        try {
            List<Member> members = new ArrayList<>();
            for (int i = 0; i < processes; i++) {
                members.add(member(i, database, own, random));
            }
            kill(members, random);
            for (Member member : members) {
                finish(member, trial);
            }
            trial.expectNone(Residue.sessions(stage.kind(), database), Invariant.NOTHING_LEFT);
            new Mending(stage, database, Life.MIGRATE, own, trial).run();
        } finally {
            Residue.drop(stage.kind(), database);
            Folders.delete(own);
        }
        ledger.ran(subject);
    }

    private Member member(int index, FreshDatabase database, Path own, Random random) {
        List<FlywayLibrary> others = OTHERS.getOrDefault(stage.kind(), List.of());
        ChildJvm start = stage.start(database).environment(PATIENT);
        return switch (index % EVERY) {
            case 1 ->
                others.isEmpty()
                        ? new Member("instance", start.start().endInput())
                        : plain(others.get(random.nextInt(others.size())), database, own);
            case 2 -> {
                String mode = random.nextBoolean() ? "wait" : "validate";
                yield new Member(
                        mode,
                        start.environment("AUTO_MIGRATE_MODE", mode).start().endInput());
            }
            default -> new Member("instance", start.start().endInput());
        };
    }

    private Member plain(FlywayLibrary flyway, FreshDatabase database, Path own) {
        Path classes = own.resolve("flyway-" + flyway.version());
        if (!Files.exists(classes)) {
            Scripts main =
                    flyway.compile(Map.of("example/PlainFlyway", PLAIN), own.resolve("source-" + flyway.version()));
            main.writeTo(classes);
        }
        List<Path> classPath = new ArrayList<>(List.of(classes, stage.resources()));
        classPath.addAll(flyway.files());
        classPath.add(stage.kind().driver().file());
        ChildJvm jvm = ChildJvm.of(Jdk.running()).main(classPath, "example.PlainFlyway");
        return new Member(
                "Flyway " + flyway.version(),
                jvm.environment(database.forApplication()).start().endInput());
    }

    /** Kills a fifth of the instances, at moments of which each is a little later than the one before. */
    private static void kill(List<Member> members, Random random) throws InterruptedException {
        for (Member member : members) {
            if (member.role().equals("instance") && random.nextInt(5) == 0) {
                Thread.sleep(random.nextInt(1500));
                member.jvm().kill();
            }
        }
    }

    private void finish(Member member, Trial trial) {
        try (RunningJvm running = member.jvm()) {
            FinishedJvm jvm = running.finish(PATIENCE);
            if (!member.role().startsWith("Flyway")) {
                trial.wrote(jvm);
                trial.expect(
                        codes(member.role()).contains(jvm.exitCode()),
                        Invariant.EXIT_CODE,
                        member.role() + " ended with " + jvm.exitCode());
            } else {
                trial.note(jvm.toString());
            }
            ledger.saw(
                    subject, member.role() + ": " + (jvm.exitCode() == 137 ? "killed" : "exit code " + jvm.exitCode()));
        }
    }

    /** Where a killed instance leaves half a script, the others end with what has to be done. */
    private Set<Integer> codes(String role) {
        boolean isAtomic = stage.kind() == Database.POSTGRESQL || stage.kind() == Database.SQLITE;
        if (role.equals("validate")) {
            return Set.of(0, 65);
        }
        return isAtomic ? Set.of(0, 137) : Set.of(0, 137, 65, 70);
    }
}
