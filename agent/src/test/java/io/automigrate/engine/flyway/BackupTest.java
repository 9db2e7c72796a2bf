package io.automigrate.engine.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.Eventually;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.settings.Mode;
import io.automigrate.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The backup before the first pending script. */
class BackupTest extends EngineOnH2 {
    @TempDir
    private Path backups;

    @BeforeEach
    void back_up() throws IOException {
        backup = Optional.of(new Settings.BackupDirectory(backups, 0));
        script("V1__create.sql", "CREATE TABLE person (id INT, name VARCHAR(50), picture BLOB)");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(backups)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void command(String line) {
        backup = Optional.of(new Settings.BackupCommand(line));
    }

    @Test
    void the_data_from_before_the_first_script_can_be_restored() throws Exception {
        migrate();
        execute("INSERT INTO person VALUES (1, 'Zoë''s\n\u65e5', X'" + "00ff".repeat(5000) + "')");
        backups = Files.createDirectory(backups.resolve("second"));
        backup = Optional.of(new Settings.BackupDirectory(backups, 0));
        script("V2__rename.sql", "UPDATE person SET name = 'gone'; CREATE TABLE later (id INT)");
        script("V3__drop.sql", "DROP TABLE person");

        migrate();

        assertThat(files()).singleElement().asString().matches(name() + "-v1-\\d{8}T\\d{6}Z\\.sql");
        Path file = backups.resolve(files().get(0));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Connection restored = DriverManager.getConnection("jdbc:h2:mem:", "restorer", "");
                Statement statement = restored.createStatement()) {
            statement.execute("RUNSCRIPT FROM '" + file + "' CHARSET 'UTF-8'");
            try (ResultSet row = statement.executeQuery("SELECT name, LENGTH(picture),"
                    + " (SELECT MAX(\"version\") FROM \"flyway_schema_history\"),"
                    + " (SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'LATER') FROM person")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("Zoë's\n\u65e5");
                assertThat(row.getInt(2)).isEqualTo(10_000);
                assertThat(row.getString(3)).isEqualTo("1");
                assertThat(row.getInt(4)).isZero();
            }
        }
    }

    private String name() {
        return database.getURL().substring("jdbc:h2:mem:".length());
    }

    @Test
    void the_first_start_is_backed_up_too_so_that_it_shows_whether_that_works() throws Exception {
        migrate();

        assertThat(files()).singleElement().asString().contains("-unversioned-");
        assertThat(lines())
                .anyMatch(line -> line.startsWith("Backing up to " + backups))
                .anyMatch(line -> line.matches("Backup is complete: .*\\.sql, \\d+ KB, \\d.* s"));
    }

    @Test
    void nothing_pending_means_no_backup() throws Exception {
        migrate();
        List<String> before = files();
        migrate();

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void without_its_directory_nothing_is_migrated() throws Exception {
        backup = Optional.of(new Settings.BackupDirectory(backups.resolve("missing"), 0));

        Failure failure = failure();

        assertThat(failure.exitCode()).isEqualTo(ExitCode.BACKUP_FAILED);
        assertThat(failure.headline())
                .isEqualTo("No backup, no migration: there is no directory \"" + backups.resolve("missing") + "\"");
        assertThat(details(failure, "state")).isEqualTo("nothing was migrated");
        assertThat(rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'"))
                .containsExactly("flyway_schema_history");
        assertThat(rows("SELECT COUNT(*) FROM \"flyway_schema_history\" WHERE \"version\" IS NOT NULL"))
                .containsExactly("0");
    }

    @Test
    void only_the_newest_are_kept_and_only_backups_of_this_database_are_removed() throws Exception {
        String old = name() + "-v1-20200101T000000Z.sql";
        String older = name() + "-unversioned-20190101T000000Z.sql";
        String others = name() + "-2-v1-20180101T000000Z.sql";
        for (String file : List.of(old, older, others, "notes.txt")) {
            Files.writeString(backups.resolve(file), "x");
        }
        backup = Optional.of(new Settings.BackupDirectory(backups, 2));

        migrate();

        assertThat(files()).hasSize(4).contains(old, others, "notes.txt").doesNotContain(older);
    }

    @Test
    void a_fresh_backup_of_another_instance_is_not_made_again() throws Exception {
        Path others = backups.resolve(name() + "-unversioned-20200101T000000Z.sql");
        Files.writeString(others, "x");
        Files.setLastModifiedTime(others, FileTime.from(Instant.now().plusSeconds(60)));

        migrate();

        assertThat(files()).hasSize(1);
        assertThat(lines()).contains("No backup here: another instance has just made " + others);
    }

    @Test
    void a_baseline_of_our_own_is_no_sign_of_another_instance() throws Exception {
        execute("CREATE TABLE legacy (id INT)");
        engine = engine(Mode.MIGRATE, Map.of("baselineOnMigrate", "true", "baselineVersion", "0"));

        migrate();

        assertThat(files()).hasSize(1);
    }

    @Test
    void a_script_that_fails_points_to_the_backup() throws Exception {
        script("V2__bad.sql", "INSERT INTO nowhere VALUES (1)");

        Failure failure = failure();

        assertThat(details(failure, "backup"))
                .startsWith(backups.resolve(files().get(0)).toString());
    }

    @Test
    void a_command_finds_the_connection_in_its_environment() throws Exception {
        migrate();
        script("V2__more.sql", "CREATE TABLE more (id INT)");
        command("printf '%s|%s|%s|%s' \"$BACKUP_URL\" \"$BACKUP_USER\" \"$BACKUP_VERSION\" \"$AUTO_MIGRATE\" > "
                + backups.resolve("told") + "; echo $BACKUP_NAME > " + backups.resolve("name"));

        migrate();

        assertThat(backups.resolve("told")).hasContent(database.getURL() + "|sa|1|false");
        assertThat(Files.readString(backups.resolve("name"))).startsWith(name() + "-v1-");
        assertThat(rows("SELECT COUNT(*) FROM more")).containsExactly("0");
    }

    @Test
    void a_command_that_fails_is_quoted_and_nothing_is_migrated() throws Exception {
        command("echo no space left >&2; exit 3");

        Failure failure = failure();

        assertThat(failure.exitCode()).isEqualTo(ExitCode.BACKUP_FAILED);
        assertThat(failure.headline()).contains("ended with exit code 3");
        assertThat(details(failure, "output")).isEqualTo("no space left");
        assertThat(rows("SELECT table_name FROM information_schema.tables WHERE table_name = 'PERSON'"))
                .isEmpty();
    }

    @Test
    void a_long_command_can_be_stopped() throws Exception {
        command("sleep 60");
        Thread migrating = Thread.currentThread();
        CompletableFuture<Void> impatient = CompletableFuture.runAsync(() -> {
            try {
                Eventually.until("the command runs", () -> lines().contains(
                                "Backing up with the command of AUTO_MIGRATE_BACKUP"));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                migrating.interrupt();
            }
        });

        org.assertj.core.api.Assertions.assertThatThrownBy(this::migrate).isInstanceOf(InterruptedException.class);

        // Who was told to end is gone when the system has noticed.
        for (ProcessHandle program : ProcessHandle.current().descendants().toList()) {
            assertThat(program.onExit()).succeedsWithin(Duration.ofSeconds(10));
        }
        impatient.join();
    }
}
