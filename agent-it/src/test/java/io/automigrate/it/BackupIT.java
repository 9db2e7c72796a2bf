package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.ClientPrograms;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.RunningJvm;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code AUTO_MIGRATE_BACKUP}: what is there before the first pending script can be had again. */
@Execution(ExecutionMode.CONCURRENT)
class BackupIT {
    private static final Scripts GOING = Scripts.person()
            .versioned("3", "drop name", "ALTER TABLE person DROP COLUMN name;")
            .versioned("4", "more", "CREATE TABLE more (id INT);");

    @TempDir
    private Path folder;

    private ChildJvm app(Database kind, Scripts scripts, FreshDatabase database) {
        return UnderAgent.start(UnderAgent.hello(kind, scripts), database, folder.resolve("app"))
                .environment("AUTO_MIGRATE_BACKUP", backups().toString());
    }

    private Path backups() {
        try {
            return Files.createDirectories(folder.resolve("backups"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(backups())) {
            return files.sorted().toList();
        }
    }

    /** Returns the PATH with the programs; a test without its programs is reported as skipped. */
    private static Map<String, String> programs(Database kind) {
        return switch (kind) {
            case POSTGRESQL -> {
                Optional<ClientPrograms> postgres = ClientPrograms.postgres();
                assumeTrue(postgres.isPresent(), "no pg_dump on this machine, and none could be unpacked");
                yield postgres.get().environment();
            }
            case MARIADB -> ClientPrograms.mariaDb().environment();
            default -> Map.of();
        };
    }

    @ParameterizedTest
    @SampledEnumSource
    void a_backup_restores_what_was_there_before(Database kind) throws IOException {
        FreshDatabase database = kind.create(folder);
        assertThat(UnderAgent.start(UnderAgent.hello(kind, Scripts.person()), database, folder.resolve("app"))
                        .run())
                .endedWith(0);
        database.execute("INSERT INTO person (id, name) VALUES (2, 'Zoë''s')");
        List<String> before = content(database);

        assertThat(app(kind, GOING, database).environment(programs(kind)).run())
                .endedWith(0)
                .printed("Hello")
                .told("Backing up to " + backups(), "Backup is complete: " + backups(), "2 applied, version 4")
                .saidNothingElse();

        assertThat(files()).hasSize(1);
        Path file = files().get(0);
        assertThat(file.getFileName().toString()).matches("shop\\d*-v2-\\d{8}T\\d{6}Z\\.(sql|sqlite|dump)");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        FreshDatabase restored = restore(kind, file);
        assertThat(content(restored)).isEqualTo(before);
        assertThat(restored.tables()).containsExactly("flyway_schema_history", "person");
    }

    private static List<String> content(FreshDatabase database) {
        List<String> content = new ArrayList<>(database.query("SELECT id, name FROM person ORDER BY id"));
        content.addAll(database.history());
        return content;
    }

    private FreshDatabase restore(Database kind, Path file) throws IOException {
        FreshDatabase empty = kind.create(Files.createDirectories(folder.resolve("restored")));
        URI uri = URI.create(empty.url().substring("jdbc:".length()).replace(" ", ""));
        switch (kind) {
            case H2_FILE, H2_SERVER -> empty.execute("RUNSCRIPT FROM '" + file + "' CHARSET 'UTF-8'");
            case SQLITE -> {
                return new FreshDatabase("jdbc:sqlite:" + file, "", "");
            }
            case POSTGRESQL ->
                ClientPrograms.postgres()
                        .orElseThrow()
                        .run(
                                new File("/dev/null"),
                                Map.of("PGPASSWORD", empty.password()),
                                "pg_restore",
                                "--no-owner",
                                "--exit-on-error",
                                "--host=localhost",
                                "--port=" + uri.getPort(),
                                "--username=" + empty.user(),
                                "--dbname=" + empty.user(),
                                file.toString());
            case MARIADB ->
                ClientPrograms.mariaDb()
                        .run(
                                file.toFile(),
                                Map.of("MYSQL_PWD", empty.password()),
                                "mariadb",
                                "--no-defaults",
                                "--protocol=tcp",
                                "--ssl=0",
                                "--host=localhost",
                                "--port=" + uri.getPort(),
                                "--user=" + empty.user(),
                                empty.user());
            default -> throw new IllegalArgumentException(kind.name());
        }
        return empty;
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, pg_dump", "MARIADB, mariadb-dump"})
    void the_arguments_contain_no_password(Database kind, String program) throws IOException {
        FreshDatabase database = kind.create(folder);
        Path spy = Files.createDirectories(folder.resolve("spy")).resolve(program);
        String path = programs(kind).get("PATH");
        Files.writeString(
                spy,
                "#!/bin/sh\nprintf '%s\\n' \"$@\" > " + folder.resolve("arguments") + "\nenv > " + folder.resolve("env")
                        + "\nPATH=" + path + " exec " + program + " \"$@\"\n");
        Files.setPosixFilePermissions(spy, PosixFilePermissions.fromString("rwx------"));

        assertThat(app(kind, Scripts.person(), database)
                        .environment(programs(kind))
                        .environment("PATH", spy.getParent() + ":" + path)
                        .run())
                .endedWith(0)
                .neverSaid(database.password());

        assertThat(Files.readString(folder.resolve("arguments")))
                .isNotEmpty()
                .doesNotContain(database.password(), "pa55word");
        assertThat(Files.readString(folder.resolve("env")))
                .contains(database.password(), "AUTO_MIGRATE=false")
                .doesNotContain("AUTO_MIGRATE_PASSWORD");
        assertThat(files()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, pg_dump", "MARIADB, mariadb-dump"})
    void without_the_backup_program_nothing_is_migrated(Database kind, String program) throws IOException {
        FreshDatabase database = kind.create(folder);

        assertThat(app(kind, Scripts.person(), database)
                        .environment("PATH", folder.toString())
                        .run())
                .endedWith(73)
                .printedNothing()
                .told("No backup, no migration: \"" + program + "\" can't be started", "nothing was migrated")
                .toldMatching("remedy: .*AUTO_MIGRATE_BACKUP=command:")
                .saidNothingElse();

        assertThat(database.tables()).doesNotContain("person");
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, pg_dump", "MARIADB, mariadb-dump"})
    void a_program_that_fails_is_quoted_and_leaves_nothing_behind(Database kind, String program) throws IOException {
        FreshDatabase database = kind.create(folder);
        Path broken = Files.createDirectories(folder.resolve("broken")).resolve(program);
        Files.writeString(
                broken, "#!/bin/sh\necho half of it > \"${0%/*}/../backups/half\"; echo disk full >&2; exit 2\n");
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwx------"));

        assertThat(app(kind, Scripts.person(), database)
                        .environment("PATH", broken.getParent() + ":/usr/bin:/bin")
                        .run())
                .endedWith(73)
                .printedNothing()
                .told("\"" + program + "\" ended with exit code 2")
                .toldMatching("output: +disk full")
                .saidNothingElse();

        assertThat(database.tables()).doesNotContain("person");
        assertThat(files()).containsExactly(backups().resolve("half"));
    }

    @ParameterizedTest
    @SampledEnumSource(names = {"POSTGRESQL", "MARIADB", "SQLITE"})
    void of_many_instances_one_makes_the_backup(Database kind) throws IOException {
        FreshDatabase database = kind.create(folder);
        ChildJvm app = app(kind, GOING, database).environment(programs(kind));

        List<RunningJvm> jvms = List.of(
                app.start().endInput(), app.start().endInput(), app.start().endInput());

        for (RunningJvm jvm : jvms) {
            assertThat(jvm.finish()).endedWith(0).printed("Hello").saidNothingElse();
        }
        assertThat(files()).hasSize(1);
        assertThat(database.history()).hasSize(4);
    }

    @Test
    void a_stop_in_the_middle_of_a_backup_ends_the_program_and_migrates_nothing()
            throws IOException, InterruptedException {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Path started = folder.resolve("started");
        try (RunningJvm jvm = app(Database.POSTGRESQL, Scripts.person(), database)
                .environment("PATH", "/usr/bin:/bin")
                .environment("AUTO_MIGRATE_BACKUP", "command:touch " + started + "; sleep 77")
                .environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "500ms")
                .start()) {
            jvm.awaitLine("Still backing up: ");
            Eventually.until("the program has begun", () -> Files.exists(started));
            List<ProcessHandle> programs =
                    ProcessHandle.of(jvm.pid()).orElseThrow().descendants().toList();
            assertThat(programs).isNotEmpty();

            assertThat(jvm.terminate().finish()).endedWith(143).printedNothing();

            assertThat(started).exists();
            // A process without its parent disappears after a moment.
            for (ProcessHandle program : programs) {
                assertThat(program.onExit()).succeedsWithin(Duration.ofSeconds(10));
            }
        }
        assertThat(database.tables()).doesNotContain("person");
    }
}
