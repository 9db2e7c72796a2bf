package io.automigrate.it.torture;

import io.automigrate.it.app.Folders;
import io.automigrate.it.app.SourceCode;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.net.TcpForwarder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sets the clock of a start a day ahead or back while the start waits or works. */
final class ClockJumps {
    private static final Duration PATIENCE = Duration.ofSeconds(75);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int STEP = 2;

    /** A duration that a jump of the clock has made. */
    private static final Pattern JUMPED = Pattern.compile("\\b(23|24) h|\\b86[34]\\d\\d s|-\\d+ m?s\\b");

    /** The limits on waits that are to run out. A line about the wait for the database comes every five seconds. */
    private static final Map<String, String> IMPATIENT = Map.of(
            "AUTO_MIGRATE_WAIT_TIMEOUT", "12s",
            "AUTO_MIGRATE_LOCK_TIMEOUT", "5s",
            "AUTO_MIGRATE_CONNECT_TIMEOUT", "3s",
            "AUTO_MIGRATE_PROGRESS_INTERVAL", "1s");

    private static final Map<String, String> PATIENT = Map.of(
            "AUTO_MIGRATE_WAIT_TIMEOUT", "60s",
            "AUTO_MIGRATE_LOCK_TIMEOUT", "60s",
            "AUTO_MIGRATE_PROGRESS_INTERVAL", "1s");

    private static final String PROOF = """
            public final class Proof {
                public static void main(String[] args) {
                    long time = System.currentTimeMillis();
                    long nanos = System.nanoTime();
                    System.out.println("ready");
                    long jump = 0;
                    while (Math.abs(jump) < 3_600_000 && System.nanoTime() - nanos < 20_000_000_000L) {
                        jump = System.currentTimeMillis() - time;
                    }
                    System.out.println(jump / 1000 + " " + (System.nanoTime() - nanos) / 1_000_000_000);
                }
            }
            """;

    /** What the start does when its clock jumps. */
    private enum Moment {
        WAITING_FOR_THE_DATABASE,
        WAITING_FOR_THE_LOCK,
        MIGRATING,
        UP_TO_DATE;

        boolean isWait() {
            return this == WAITING_FOR_THE_DATABASE || this == WAITING_FOR_THE_LOCK;
        }

        String line() {
            return this == WAITING_FOR_THE_LOCK ? "Waiting for another instance" : "Waiting for database";
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** The clock, the moment and the end of one run. */
    private record Plan(Moment moment, Duration jump, boolean isTimedOut, int millis) {
        static Plan of(int number, Random random) {
            Moment moment = Moment.values()[number % Moment.values().length];
            int round = number / Moment.values().length;
            return new Plan(
                    moment,
                    (number + round) % 2 == 0 ? DAY : DAY.negated(),
                    moment.isWait() && round / 2 % 2 == 1,
                    random.nextInt(400));
        }

        int exitCode() {
            return isTimedOut ? moment == Moment.WAITING_FOR_THE_LOCK ? 75 : 69 : 0;
        }

        @Override
        public String toString() {
            return (jump.isNegative() ? "-1 day, " : "+1 day, ") + moment + (isTimedOut ? " until the limit" : "");
        }
    }

    private final TortureSettings settings;
    private final Ledger ledger;
    private final Path folder;
    private final Stage stage;
    private final ClockShim clock;
    private final Ledger.Subject subject;

    ClockJumps(Database kind, ClockShim clock, TortureSettings settings, Ledger ledger, Path folder) {
        this.settings = settings;
        this.ledger = ledger;
        this.folder = folder;
        this.clock = clock;
        stage = new Stage(kind, folder);
        subject = new Ledger.Subject(Experiment.CLOCK, kind.name());
    }

    Ledger.Subject subject() {
        return subject;
    }

    /** Returns the seconds by which the two clocks of a JVM go on when its clock jumps by a day: those of the wall, then the other. */
    static List<Long> proof(ClockShim clock, Path folder) {
        Path classes = folder.resolve("proof");
        SourceCode.compile(Map.of("Proof", PROOF), List.of(), folder.resolve("source"))
                .writeTo(classes);
        ChildJvm jvm =
                ChildJvm.of(Jdk.running()).main(List.of(classes), "Proof").environment(clock.environment());
        try (RunningJvm running = jvm.start()) {
            running.awaitLine("ready");
            clock.set(DAY);
            String last = running.endInput().finish().out().text().split("\n")[1];
            return Stream.of(last.split(" ")).map(Long::valueOf).toList();
        } finally {
            clock.set(Duration.ZERO);
        }
    }

    void run(int runs) throws IOException, InterruptedException, SQLException {
        for (int run = settings.first(); run < settings.first() + runs && settings.goesOn(); run++) {
            once(run);
        }
    }

    private void once(int number) throws IOException, InterruptedException, SQLException {
        Plan plan = Plan.of(number, settings.random(subject.experiment(), subject.database(), number));
        Path own = Files.createDirectories(folder.resolve("run-" + number));
        FreshDatabase database = stage.kind().create(own);
        Trial trial = new Trial(subject, "run " + number + " of seed " + settings.seed() + ", " + plan, ledger);
        try {
            if (plan.moment() == Moment.UP_TO_DATE) {
                stage.start(database).run();
            } else {
                stage.migrate(database, plan.moment() == Moment.WAITING_FOR_THE_LOCK ? 2 : 0);
            }
            ClockShim shim = clock.another(own);
            SchemaView before = SchemaView.of(database, stage.kind());
            FinishedJvm jvm = jumped(database, plan, shim, trial);
            check(jvm, plan, trial);
            trial.expectNone(Residue.sessions(stage.kind(), database), Invariant.NOTHING_LEFT);
            trial.expectNone(
                    Truth.lies(jvm, before, SchemaView.of(database, stage.kind()), stage.scripts()), Invariant.TRUTH);
            new Mending(stage, database, Life.MIGRATE, own, trial).run();
            trial.expectNone(
                    database.query("SELECT script, execution_time FROM flyway_schema_history"
                            + " WHERE execution_time NOT BETWEEN 0 AND 3600000"),
                    Invariant.TRUTH);
        } finally {
            Residue.drop(stage.kind(), database);
            Folders.delete(own);
        }
        ledger.ran(subject);
    }

    private FinishedJvm jumped(FreshDatabase database, Plan plan, ClockShim shim, Trial trial)
            throws IOException, InterruptedException, SQLException {
        ChildJvm start = stage.start(database)
                .environment(plan.isTimedOut() ? IMPATIENT : PATIENT)
                .environment(shim.environment());
        return switch (plan.moment()) {
            case WAITING_FOR_THE_DATABASE -> {
                try (TcpForwarder network = new TcpForwarder(port(database));
                        RunningJvm jvm = start.environment(
                                        database.through(network.port()).forAgent())
                                .start()) {
                    jump(jvm, plan, shim, trial);
                    if (!plan.isTimedOut()) {
                        network.open();
                    }
                    yield jvm.endInput().finish(PATIENCE);
                }
            }
            case WAITING_FOR_THE_LOCK -> {
                try (Connection holder = database.connect();
                        RunningJvm jvm = locked(holder, database, start)) {
                    jump(jvm, plan, shim, trial);
                    if (!plan.isTimedOut()) {
                        release(holder);
                    }
                    yield jvm.endInput().finish(PATIENCE);
                }
            }
            case MIGRATING, UP_TO_DATE -> {
                String line = plan.moment() == Moment.MIGRATING ? "Applying " + (1 + plan.millis() % 5) + " of" : "";
                try (RunningJvm jvm = start.start().endInput()) {
                    new Ending(false, line, plan.millis()).await(jvm);
                    shim.set(plan.jump());
                    yield jvm.finish(PATIENCE);
                }
            }
        };
    }

    /** Lets the clock jump in the middle of a wait, and looks whether the start goes on waiting. */
    private static void jump(RunningJvm jvm, Plan plan, ClockShim shim, Trial trial) throws InterruptedException {
        String line = plan.moment().line();
        jvm.awaitLine(line);
        shim.set(plan.jump());
        int before = jvm.count(line);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (jvm.isAlive() && jvm.count(line) == before && System.nanoTime() < deadline) {
            Thread.sleep(STEP);
        }
        trial.expect(jvm.count(line) > before, Invariant.END, "no line of the wait follows the jump");
    }

    private void check(FinishedJvm jvm, Plan plan, Trial trial) {
        trial.wrote(jvm);
        trial.expect(
                jvm.exitCode() == plan.exitCode(),
                Invariant.EXIT_CODE,
                "the start whose clock jumped ended with " + jvm.exitCode() + " instead of " + plan.exitCode());
        for (String line : jvm.story()) {
            trial.expect(!JUMPED.matcher(line).find(), Invariant.TRUTH, "a duration contains the jump: " + line);
        }
        boolean isSeen = ClockShim.isJump(jvm.storyDuration(), plan.jump());
        trial.expect(isSeen || !plan.moment().isWait(), Invariant.TRUTH, "the time stamps of the log do not jump");
        trial.saw(plan + ": exit code " + jvm.exitCode());
        trial.saw(isSeen ? "the jump is in the time stamps of the log" : "the jump came after the last line");
    }

    private RunningJvm locked(Connection holder, FreshDatabase database, ChildJvm start) throws SQLException {
        boolean isPostgres = stage.kind() == Database.POSTGRESQL;
        String table = isPostgres
                ? "\"public\".\"flyway_schema_history\""
                : "`" + database.url().replaceAll(".*/([^/?]+).*", "$1") + "`.`flyway_schema_history`";
        try (Statement statement = holder.createStatement()) {
            statement.execute(
                    isPostgres
                            ? "SELECT pg_advisory_lock(" + (0x466C79776179L + table.hashCode()) + ")"
                            : "SELECT GET_LOCK('Flyway-" + table.hashCode() + "', 1)");
        }
        return start.start();
    }

    /** The lock goes with its session. */
    private static void release(Connection holder) throws SQLException {
        holder.close();
    }

    private static int port(FreshDatabase database) {
        return URI.create(database.url().substring("jdbc:".length())).getPort();
    }
}
