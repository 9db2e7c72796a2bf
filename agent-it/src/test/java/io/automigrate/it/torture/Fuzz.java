package io.automigrate.it.torture;

import example.Hello;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.Folders;
import io.automigrate.it.app.Packaging;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Starts with made-up settings, names, scripts, histories and jars. */
final class Fuzz {
    /** What is made up. */
    private enum Part {
        SETTINGS,
        NAMES,
        SCRIPTS,
        HISTORY,
        JARS
    }

    private static final Set<Integer> DOCUMENTED = Set.of(0, 64, 65, 69, 70, 73, 75, 77, 78);
    private static final Duration PATIENCE = Duration.ofSeconds(80);
    private static final Map<String, String> IMPATIENT =
            Map.of("AUTO_MIGRATE_WAIT_TIMEOUT", "3s", "AUTO_MIGRATE_LOCK_TIMEOUT", "5s");

    /** The settings whose values can do no harm outside the folder of the run. */
    private static final List<String> SETTINGS = List.of(
            "URL",
            "USER",
            "PASSWORD",
            "LOCATIONS",
            "TABLE",
            "SCHEMAS",
            "DEFAULT_SCHEMA",
            "TARGET",
            "ENCODING",
            "INIT_SQL",
            "WAIT_TIMEOUT",
            "LOCK_TIMEOUT",
            "CONNECT_TIMEOUT",
            "STATEMENT_LOCK_TIMEOUT",
            "PROGRESS_INTERVAL",
            "FAIL_ON_ERROR",
            "MODE",
            "ENGINE",
            "LOG_LEVEL",
            "LOG_FORMAT",
            "PLACEHOLDERS_A",
            "FLYWAY_GROUP",
            "FLYWAY_MIXED",
            "OUT_OF_ORDER",
            "IGNORE_MIGRATION_PATTERNS",
            "BASELINE_ON_MIGRATE",
            "BASELINE_VERSION",
            "VALIDATE_ON_MIGRATE",
            "EXPECT_DATABASE",
            "SQL_MIGRATION_PREFIX",
            "SQL_MIGRATION_SEPARATOR",
            "SQL_MIGRATION_SUFFIXES",
            "REPEATABLE_SQL_MIGRATION_PREFIX",
            "SEED_LOCATIONS",
            "SEED_TABLE",
            "TENANTS",
            "TENANTS_QUERY",
            "DATABASES",
            "HEALTH_PORT",
            "LOCK_STRATEGY",
            "NONSENSE",
            "PASSWORD_FILE",
            "URL_FILE",
            "BACKUP_KEEP",
            "CLASSPATH",
            "ONLY_FOR");

    private static final List<String> COLUMNS = List.of(
            "installed_rank", "version", "description", "type", "script", "checksum", "success", "execution_time");

    private final TortureSettings settings;
    private final Ledger ledger;
    private final Path folder;
    private final Database kind;
    private final Ledger.Subject subject;

    Fuzz(Database kind, TortureSettings settings, Ledger ledger, Path folder) {
        this.settings = settings;
        this.ledger = ledger;
        this.folder = folder;
        this.kind = kind;
        subject = new Ledger.Subject(Experiment.FUZZ, kind.name());
    }

    Ledger.Subject subject() {
        return subject;
    }

    void run(int runs) throws IOException {
        for (int run = settings.first(); run < settings.first() + runs && settings.goesOn(); run++) {
            run(new Words(settings.random(subject.experiment(), subject.database(), run)), run);
        }
    }

    private void run(Words words, int number) throws IOException {
        Part part = Part.values()[number % Part.values().length];
        Path own = Files.createDirectories(folder.resolve("run-" + number));
        FreshDatabase database = kind.create(own);
        Trial trial = new Trial(subject, "run " + number + " of seed " + settings.seed() + ", " + part, ledger);
        try (RunningJvm jvm = start(part, words, database, own).start().endInput()) {
            check(jvm.finish(PATIENCE), part, trial);
        } catch (AssertionError e) {
            trial.note(e.getMessage());
            trial.expect(false, Invariant.END, "the start does not end");
        } finally {
            Residue.drop(kind, database);
            Folders.delete(own);
        }
        ledger.ran(subject);
    }

    private void check(FinishedJvm jvm, Part part, Trial trial) {
        trial.wrote(jvm);
        trial.expect(
                DOCUMENTED.contains(jvm.exitCode()), Invariant.EXIT_CODE, "the start ended with " + jvm.exitCode());
        boolean isStarted = jvm.out().text().contains("Hello");
        trial.expect(
                isStarted == (jvm.exitCode() == 0),
                Invariant.EXIT_CODE,
                "exit code " + jvm.exitCode() + " although the application " + (isStarted ? "ran" : "did not run"));
        boolean isJson = jvm.err().text().contains("{\"");
        int blocks = Block.of(jvm).size();
        trial.expect(
                isJson || blocks == (jvm.exitCode() == 0 ? 0 : 1), Invariant.OUTPUT, "there are " + blocks + " blocks");
        ledger.saw(subject, part.name().toLowerCase(Locale.ROOT) + ": exit code " + jvm.exitCode());
    }

    private ChildJvm start(Part part, Words words, FreshDatabase database, Path own) throws IOException {
        Scripts scripts = Scripts.person();
        if (part == Part.NAMES) {
            for (int i = words.number(4); i >= 0; i--) {
                String name = words.any(List.of("V2__", "V", "R__", "", "U1__"))
                        + words.fileName(4)
                        + words.any(List.of(".sql", ""));
                scripts = scripts.file(name, "SELECT 1;");
            }
        } else if (part == Part.SCRIPTS) {
            scripts = scripts.versioned("3", "made up", words.text(12)).repeatable("made up", words.text(6));
        }
        ChildJvm jvm = install(part == Part.JARS, scripts, own)
                .environment(database.forAgent())
                .environment(IMPATIENT);
        if (part == Part.SETTINGS) {
            for (int i = words.number(3); i >= 0; i--) {
                jvm = jvm.environment("AUTO_MIGRATE_" + words.any(SETTINGS), words.text(5));
            }
        } else if (part == Part.HISTORY) {
            jvm.run();
            changeHistory(words, database);
        } else if (part == Part.JARS) {
            Path jar = own.resolve("app").resolve("scripts-" + (1 + words.number(2)) + ".jar");
            Files.write(jar, words.damaged(Files.readAllBytes(jar)));
        }
        return jvm;
    }

    private ChildJvm install(boolean isJars, Scripts scripts, Path own) {
        Application application =
                Application.of(Hello.class).with(kind.driver()).with(scripts);
        return (isJars ? Packaging.SEVERAL_JARS : Packaging.FOLDERS)
                .install(ChildJvm.of(Jdk.running()).directory(own), application, own.resolve("app"))
                .agentVariable(AgentJar.path());
    }

    private static void changeHistory(Words words, FreshDatabase database) {
        try (Connection connection = database.connect();
                Statement sql = connection.createStatement()) {
            for (int i = words.number(3); i >= 0; i--) {
                change(words, sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void change(Words words, Statement sql) {
        String value = words.any(List.of(
                "NULL",
                "0",
                "-1",
                "7",
                "TRUE",
                "'1'",
                "'x'",
                "'" + words.text(3).replace("'", "''") + "'"));
        String table = "\"flyway_schema_history\"";
        String change = words.number(5) == 0
                ? "DELETE FROM " + table + " WHERE \"installed_rank\" = " + (1 + words.number(2))
                : "UPDATE " + table + " SET \"" + words.any(COLUMNS) + "\" = " + value + " WHERE \"installed_rank\" = "
                        + (1 + words.number(2));
        try {
            sql.execute(change);
        } catch (SQLException e) {
            // The table does not allow this value: nobody can write it there.
            return;
        }
    }
}
