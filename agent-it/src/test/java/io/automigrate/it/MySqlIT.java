package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import example.Hello;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.MySqlServer;
import io.automigrate.it.database.MySqlServer.Version;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.RunningJvm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the other tests show on MariaDB, on an old and a new MySQL, with each driver that knows MySQL. */
@Execution(ExecutionMode.CONCURRENT)
class MySqlIT {
    static List<MySqlRow> rows() {
        return MySqlRow.all();
    }

    private MySqlRow row;

    @TempDir
    private Path folder;

    private MySqlServer server;
    private FreshDatabase database;

    @BeforeAll
    static void onlyWhereItIsAskedFor() {
        assumeTrue(Boolean.getBoolean("it.mysql"), "mvn -Pmysql");
    }

    private void use(MySqlRow row) {
        this.row = row;
        MySqlServer.Found found = row.version().found();
        assumeTrue(found.server().isPresent(), found.reason());
        server = found.server().get();
        database = server.create();
    }

    private ChildJvm app(Scripts scripts) {
        return app(scripts, database);
    }

    private ChildJvm app(Scripts scripts, FreshDatabase database) {
        Application hello =
                Application.of(Hello.class).with(row.driver().library()).with(scripts);
        return UnderAgent.start(hello, row.driver().urlOf(database), folder.resolve("app"));
    }

    private void migrated() {
        assertThat(app(Scripts.person()).run()).endedWith(0).told("2 applied");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void a_start_with_nothing_to_do_logs_in_once_and_asks_once(MySqlRow row) {
        use(row);
        FinishedJvm first = app(Scripts.person()).run();
        assertThat(first)
                .endedWith(0)
                .printed("Hello")
                .told("2 applied, version 2")
                .saidNothingElse();
        assertThat(database.history()).containsExactly("1 create person", "2 insert ada");
        List<String> before = server.log(database.user());

        FinishedJvm second = app(Scripts.person()).run();

        assertThat(second)
                .endedWith(0)
                .printed("Hello")
                .toldMatching("up to date at version 2, nothing pending")
                .saidNothingElse();
        List<String> log = server.log(database.user());
        List<String> caused = log.subList(before.size(), log.size());
        assertThat(caused).filteredOn(line -> line.startsWith("Connect |")).hasSize(1);
        assertThat(caused)
                .filteredOn(line -> line.matches("(Query|Execute) \\|.*flyway_schema_history[^$]*"))
                .hasSize(1);
        assertThat(caused).noneMatch(line -> line.contains("GET_LOCK"));
        assertThat(warnings(second)).isEqualTo(warnings(first)).hasSize(row.version() == Version.MYSQL_5_6 ? 0 : 1);
    }

    /** Returns Flyway's warnings without the time. */
    private static List<String> warnings(FinishedJvm jvm) {
        return jvm.story().stream()
                .filter(line -> line.contains("newer than the version Flyway has been verified with"))
                .map(line -> line.replaceFirst("^\\S+ ", ""))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void rows_that_a_rollback_leaves_are_named(MySqlRow row) {
        use(row);
        migrated();
        database.execute("CREATE TABLE old (id INT) ENGINE = MyISAM");
        Scripts scripts =
                Scripts.person().versioned("3", "both", "INSERT INTO old VALUES (1);\nUPDATE person SET nowhere = 1;");

        assertThat(app(scripts).run())
                .endedWith(70)
                .told(
                        "half applied: statement 2 of V3__both.sql failed; tables without transactions may keep the changes of 1,"
                                + " the rest is rolled back; the history marks");
        assertThat(database.query("SELECT id FROM old")).containsExactly("1");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void doing_what_the_block_says_mends_a_failed_script(MySqlRow row) {
        use(row);
        FinishedJvm first = app(FailingStart.BROKEN).run();
        assertThat(first)
                .endedWith(70)
                .printedNothing()
                .told("V2__broken.sql, line 4", "nowhere' doesn't exist", "half applied")
                .saidNothingElse();
        assertThat(database.history()).containsExactly("1 create person", "2 broken, failed");
        Matcher removal = Pattern.compile("DELETE FROM [^;]+ = (FALSE|0)").matcher(String.join("\n", first.story()));
        assertThat(removal.find()).as("a statement in %s", first).isTrue();
        assertThat(app(FailingStart.BROKEN).run())
                .endedWith(65)
                .told(removal.group())
                .neverSaid("is at version 2");

        database.execute("DROP TABLE half", removal.group());
        Scripts mended = FailingStart.BROKEN.without("V2").versioned("2", "broken", "CREATE TABLE half (id INT);");
        assertThat(app(mended).run()).endedWith(0).told("1 applied, version 2");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void the_line_in_the_block_is_that_of_the_server(MySqlRow row) {
        use(row);
        assertThatItFails("SELECT 1;\n\n\n-- a\nCREATE TABLE a (\n  id INT,\n  nothing here);", 7, 1064);
        database = server.create();
        assertThatItFails(
                "DELIMITER //\nCREATE PROCEDURE p()\nBEGIN\n  SELECT 1;\nEND//\nDELIMITER ;\n\n"
                        + "INSERT INTO person VALUES (1, NULL);",
                8,
                1048);
    }

    private void assertThatItFails(String script, int line, int code) {
        assertThat(app(Scripts.person().versioned("3", "here", script)).run())
                .endedWith(70)
                .told("V3__here.sql, line " + line + ": ", "error code " + code + ": ");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void a_missing_database_and_a_wrong_password_have_different_messages(MySqlRow row) {
        use(row);
        FreshDatabase missing = new FreshDatabase(
                database.url().replace("/" + database.user(), "/" + database.user() + "x"), "admin", "admin");
        assertThat(app(Scripts.person(), missing)
                        .environment("AUTO_MIGRATE_WAIT_TIMEOUT", "15s")
                        .run())
                .endedWith(78)
                .told("FAILED: The server does not have the database: Unknown database '" + database.user() + "x'")
                .saidNothingElse();

        FreshDatabase wrong = new FreshDatabase(database.url(), database.user(), "another");
        assertThat(app(Scripts.person(), wrong)
                        .environment("AUTO_MIGRATE_WAIT_TIMEOUT", "15s")
                        .run())
                .endedWith(77)
                .told("FAILED: The database refused the account \"" + database.user() + "\"")
                .saidNothingElse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void a_waiting_instance_logs_the_holder_and_its_progress(MySqlRow row) throws SQLException {
        use(row);
        LockIT.assertWaits(StuckScript.likeMariaDb(database, this::app));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void rows_are_rolled_back_when_the_process_is_told_to_end_and_the_next_start_applies_them(MySqlRow row)
            throws SQLException {
        use(row);
        migrated();
        ChildJvm app = app(Scripts.person()
                        .versioned(
                                "3",
                                "rename",
                                "INSERT INTO person (id, name) VALUES (3, 'Edsger');\n"
                                        + "UPDATE person SET name = 'Grace' WHERE id = 1;"))
                .environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "500ms");
        try (Connection blocker = lockedRow()) {
            try (RunningJvm jvm = app.start()) {
                jvm.awaitLine("(line 2)");
                assertThat(jvm.terminate().finish())
                        .endedWith(143)
                        .printedNothing()
                        .toldMatching(
                                "^Ended while V3__.*(: rolled back: schema .* is at version 2;|the database rolls back all of the script)");
            }
            blocker.rollback();
        }
        assertThat(database.history()).containsExactly("1 create person", "2 insert ada");
        assertThat(app.run()).endedWith(0).told("1 applied, version 3");
        assertThat(database.query("SELECT name FROM person ORDER BY id")).containsExactly("Grace", "Edsger");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void a_session_that_the_server_ends_leaves_the_definitions_before_committed(MySqlRow row) throws SQLException {
        use(row);
        try (StuckScript stuck = StuckScript.likeMariaDb(database, this::app);
                RunningJvm jvm = stuck.start()) {
            for (String id : database.query("SELECT ID FROM information_schema.PROCESSLIST"
                    + " WHERE INFO LIKE 'UPDATE person%' AND DB = DATABASE()")) {
                database.execute("KILL " + id);
            }

            assertThat(jvm.endInput().finish())
                    .endedWith(70)
                    .toldMatching("FAILED: V3__rename\\.sql, line 3: ")
                    .told("half applied: statement 2 of V3__rename.sql was sent and not acknowledged; 1 is committed")
                    .neverSaid("rolled back: ");
            assertThat(database.tables()).contains("early");
        }
    }

    private Connection lockedRow() throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE person SET name = 'locked' WHERE id = 1");
        }
        return connection;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void a_backup_restores_what_was_there_before_or_nothing_is_migrated(MySqlRow row) throws IOException {
        use(row);
        migrated();
        database.execute("INSERT INTO person (id, name) VALUES (2, 'Zoë''s')");
        List<String> before = content(database);
        Path backups = Files.createDirectories(folder.resolve("backups"));

        FinishedJvm jvm = app(Scripts.person().versioned("3", "drop name", "ALTER TABLE person DROP COLUMN name;"))
                .environment("AUTO_MIGRATE_BACKUP", backups.toString())
                .environment(row.version().programs().environment())
                .run();

        if (row.version() == Version.MYSQL_5_6) {
            // The program asks the server for a column that MySQL has since 5.7.
            assertThat(jvm)
                    .endedWith(73)
                    .told("FAILED: No backup, no migration: \"mariadb-dump\" ended with", "generation_expression")
                    .toldMatching("state: +nothing was migrated")
                    .saidNothingElse();
            assertThat(content(database)).isEqualTo(before);
            return;
        }
        assertThat(jvm)
                .endedWith(0)
                .told("Backing up to " + backups, "Backup is complete: " + backups, "1 applied, version 3")
                .saidNothingElse();

        List<Path> files;
        try (Stream<Path> found = Files.list(backups)) {
            files = found.toList();
        }
        assertThat(files).hasSize(1);
        FreshDatabase restored = server.create();
        restore(files.get(0), restored);
        assertThat(content(restored)).isEqualTo(before);
    }

    private static List<String> content(FreshDatabase database) {
        List<String> content = new ArrayList<>(database.query("SELECT id, name FROM person ORDER BY id"));
        content.addAll(database.history());
        return content;
    }

    private void restore(Path file, FreshDatabase empty) {
        int port = URI.create(empty.url().substring("jdbc:".length())).getPort();
        row.version()
                .programs()
                .run(
                        file.toFile(),
                        Map.of("MYSQL_PWD", empty.password()),
                        "mysql",
                        "--no-defaults",
                        "--protocol=tcp",
                        "--host=localhost",
                        "--port=" + port,
                        "--user=" + empty.user(),
                        empty.user());
    }

    private ChildJvm doctor(FreshDatabase database) {
        return app(Scripts.person(), database)
                .environment("COLUMNS", "300")
                .environment("AUTO_MIGRATE_COMMAND", "doctor");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void doctor_reports_a_working_setup_and_the_holder_of_the_lock(MySqlRow row) throws SQLException {
        use(row);
        assertThat(doctor(database).run())
                .endedWith(0)
                .printed(
                        "Scripts: 2 versioned in classpath:db/migration",
                        "Driver: ",
                        "Logged in to MySQL " + (row.version() == Version.MYSQL_5_6 ? "5.6.24" : "9."),
                        "may make and alter tables in \"" + database.user() + "\"",
                        "has no history yet",
                        "2 pending")
                .didNotPrint("Hello from")
                .saidNothingElse();
        assertThat(database.tables()).isEmpty();
        migrated();

        String table = "`" + database.user() + "`.`flyway_schema_history`";
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("SELECT GET_LOCK('Flyway-" + table.hashCode() + "', 1)");
            assertThat(doctor(database).run())
                    .endedWith(0)
                    .printed("The migration lock is held by", "is at version 2", "Nothing is pending")
                    .saidNothingElse();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void doctor_names_missing_rights_with_the_statement_that_grants_them(MySqlRow row) {
        use(row);
        FreshDatabase little = new FreshDatabase(database.url(), "l_" + database.user(), "little");
        server.administer(
                "CREATE USER '" + little.user() + "'@'%' IDENTIFIED BY 'little'",
                "GRANT SELECT ON `" + database.user() + "`.* TO '" + little.user() + "'@'%'");

        assertThat(doctor(little).run())
                .endedWith(77)
                .printed("The account lacks ALTER, CREATE,", "GRANT ALTER, CREATE,")
                .saidNothingElse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void versions_are_taken_back_and_applied_again(MySqlRow row) {
        use(row);
        Scripts scripts = Scripts.person()
                .versioned("3", "more", "CREATE TABLE more (id INT);")
                .file(
                        "U3__more.sql",
                        "DELIMITER //\nCREATE PROCEDURE note()\nBEGIN\n  CREATE TABLE undone (id INT);\n"
                                + "  INSERT INTO undone VALUES (1);\nEND//\nDELIMITER ;\nCALL note();\nDROP TABLE more;");
        assertThat(app(scripts).run()).endedWith(0).told("3 applied");

        assertThat(app(scripts).environment("AUTO_MIGRATE_COMMAND", "rollback").run())
                .endedWith(0)
                .printed("1 version rolled back, it is now at version 2")
                .didNotPrint("Hello")
                .saidNothingElse();

        assertThat(database.tables()).contains("undone", "person").doesNotContain("more");
        assertThat(app(scripts.without("V3").without("U3")).run()).endedWith(0).toldMatching("up to date at version 2");
        assertThat(app(scripts).run()).endedWith(0).told("1 applied, version 3");
    }
}
