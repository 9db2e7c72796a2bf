package io.automigrate.engine.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.settings.Mode;
import io.automigrate.settings.Settings;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FlywayEngineTest extends EngineOnH2 {
    private static final Pattern REMOVAL = Pattern.compile("DELETE FROM [^;]+ = (FALSE|0)");

    @Test
    void pending_scripts_are_announced_applied_in_order_and_timed() throws Exception {
        script("V2__fill.sql", "INSERT INTO person VALUES (1)");
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        SchemaEngine.Result result = migrate();
        assertThat(result).isEqualTo(new SchemaEngine.Result("PUBLIC", 2, Optional.of("2"), true));
        assertThat(rows("SELECT id FROM person")).containsExactly("1");
        assertThat(lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo(
                                        "Schema \"PUBLIC\" has no migrations yet; pending: V1__create.sql, V2__fill.sql"),
                        line -> assertThat(line).isEqualTo("Applying 1 of 2: V1__create.sql"),
                        line -> assertThat(line).matches("Applied 1 of 2: V1__create\\.sql, \\d+\\.\\d+ s"),
                        line -> assertThat(line).isEqualTo("Applying 2 of 2: V2__fill.sql"),
                        line -> assertThat(line).matches("Applied 2 of 2: V2__fill\\.sql, \\d+\\.\\d+ s"));
    }

    @Test
    void a_second_run_finds_nothing_pending_and_says_nothing_by_itself() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        migrate();
        log.clear();
        assertThat(migrate()).isEqualTo(new SchemaEngine.Result("PUBLIC", 0, Optional.of("1"), false));
        assertThat(lines()).isEmpty();
    }

    @Test
    void only_what_is_new_is_pending() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        migrate();
        script("V2__more.sql", "CREATE TABLE more (id INT)");
        log.clear();
        assertThat(migrate().applied()).isEqualTo(1);
        assertThat(lines()).first().isEqualTo("Schema \"PUBLIC\" is at version 1; pending: V2__more.sql");
    }

    @Test
    void a_repeatable_script_runs_again_when_it_changes() throws Exception {
        script("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS x");
        assertThat(migrate()).isEqualTo(new SchemaEngine.Result("PUBLIC", 1, Optional.empty(), true));
        assertThat(migrate().applied()).isZero();
        script("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT 2 AS x");
        assertThat(migrate().applied()).isEqualTo(1);
        assertThat(rows("SELECT x FROM v")).containsExactly("2");
    }

    @Test
    void callbacks_run_on_every_start() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        script("afterMigrate__count.sql", "INSERT INTO person VALUES (7)");
        migrate();
        migrate();
        assertThat(rows("SELECT id FROM person")).containsExactly("7", "7");
    }

    @Test
    void placeholders_are_found_in_any_case() throws Exception {
        placeholders = Map.of("owner", "Ada");
        script("V1__create.sql", "CREATE TABLE person (name VARCHAR(10));\nINSERT INTO person VALUES ('${OWNER}')");
        migrate();
        assertThat(rows("SELECT name FROM person")).containsExactly("Ada");
    }

    @Test
    void a_placeholder_without_a_value_names_the_setting() throws Exception {
        script("V1__create.sql", "CREATE TABLE ${table} (id INT)");
        Failure failure = failure();
        assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(failure.headline()).contains("${table}");
        assertThat(details(failure, "remedy")).contains("AUTO_MIGRATE_PLACEHOLDERS_");
    }

    @Test
    void windows_line_ends_and_a_byte_order_mark_make_no_difference() throws Exception {
        script("V1__create.sql", "\uFEFFCREATE TABLE person (id INT);\r\nINSERT INTO person\r\nVALUES (1);\r\n");
        migrate();
        script("V1__create.sql", "CREATE TABLE person (id INT);\nINSERT INTO person\nVALUES (1);\n");
        assertThat(migrate().applied()).isZero();
        assertThat(rows("SELECT id FROM person")).containsExactly("1");
    }

    @Test
    void undo_scripts_do_not_disturb() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        script("U1__create.sql", "DROP TABLE person");
        assertThat(migrate().applied()).isEqualTo(1);
        assertThat(rows("SELECT COUNT(*) FROM person")).containsExactly("0");
    }

    @Test
    void schema_and_table_are_those_of_the_settings() throws Exception {
        history = new Settings.History(List.of("APP", "AUDIT"), Optional.of("AUDIT"), "changes");
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        assertThat(migrate().schema()).isEqualTo("AUDIT");
        assertThat(rows("SELECT \"version\" FROM AUDIT.\"changes\" WHERE \"version\" IS NOT NULL"))
                .containsExactly("1");
        assertThat(rows("SELECT COUNT(*) FROM AUDIT.person")).containsExactly("0");
    }

    @Test
    void a_statement_that_fails_is_reported_with_file_line_statement_words_state_and_remedy() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        script("V2__bad.sql", "CREATE TABLE half (id INT);\n\n-- comment\nINSERT INTO nowhere VALUES (1);\n");
        Failure failure = failure();
        assertThat(failure.exitCode()).isEqualTo(ExitCode.MIGRATION_FAILED);
        assertThat(failure.headline())
                .startsWith("V2__bad.sql, line 4: Table \"NOWHERE\" not found")
                .endsWith("(SQLState 42S02)");
        assertThat(details(failure, "script")).isEqualTo(scripts.resolve("V2__bad.sql") + ", line 4");
        assertThat(details(failure, "statement")).endsWith("INSERT INTO nowhere VALUES (1)");
        assertThat(details(failure, "database")).contains("SQLState 42S02, error code 42102");
        assertThat(details(failure, "state")).startsWith("half applied").endsWith("schema \"PUBLIC\" is at version 1");
        assertThat(details(failure, "remedy"))
                .startsWith("correct the script (the script belongs to the developers of the application")
                .contains("DELETE FROM \"PUBLIC\".\"flyway_schema_history\" WHERE \"success\" = FALSE");
    }

    @Test
    void the_statement_of_the_remedy_works_as_printed_and_the_next_start_prints_the_same() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        script("V2__bad.sql", "CREATE TABLE half (id INT);\nINSERT INTO nowhere VALUES (1);\n");
        Matcher printed = REMOVAL.matcher(details(failure(), "remedy"));
        assertThat(printed.find()).isTrue();
        String statement = printed.group();
        assertThat(details(failure(), "remedy")).contains(statement);
        assertThat(lines()).noneMatch(line -> line.contains("is at version 2"));

        execute("DROP TABLE half");
        execute(statement);
        script("V2__bad.sql", "CREATE TABLE half (id INT);\n");
        assertThat(migrate().version()).contains("2");
    }

    @Test
    void a_failed_version_is_not_the_version_of_the_schema() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        script("V2__bad.sql", "CREATE TABLE half (id INT);\nINSERT INTO nowhere VALUES (1);\n");
        failure();
        assertThat(ask(engine -> engine.perform(SchemaEngine.Task.INSPECT, database))
                        .version())
                .contains("1");
        assertThat(details(failure(), "mismatch")).contains("version 2");
        assertThat(lines()).noneMatch(line -> line.contains("is at version 2"));
    }

    /** Scripts with every mixture of comments, blank lines and line ends; the statement that fails begins in a known line. */
    @RepeatedTest(40)
    void the_line_is_that_of_the_error_behind_any_text(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        StringBuilder text = new StringBuilder();
        for (int statement = 0; statement < random.nextInt(3); statement++) {
            filler(text, random);
            text.append("SELECT ';',\n").append(statement).append(";\n");
        }
        filler(text, random);
        text.append("SELECT 1,\n  2\n  FRM nowhere x y");
        String script = random.nextBoolean() ? text.toString() : text.toString().replace("\n", "\r\n");
        int line = (int) script.substring(0, script.indexOf("FRM"))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
        script("V1__bad.sql", script);
        // H2 stumbles at FRM or behind it, which is the same line.
        assertThat(failure().headline()).startsWith("V1__bad.sql, line " + line + ":");
    }

    private static void filler(StringBuilder text, Random random) {
        for (int i = 0; i < random.nextInt(5); i++) {
            text.append(
                    switch (random.nextInt(5)) {
                        case 0 -> "-- a comment; of one line\n";
                        case 1 -> "/* a comment\n   of two lines */\n";
                        case 2 -> "\n";
                        case 3 -> "/* */ /* 'two' */\n";
                        default -> "   \n\n";
                    });
        }
    }

    @Test
    void the_start_after_a_half_applied_script_says_what_is_left_to_do() throws Exception {
        script("V1__bad.sql", "CREATE TABLE half (id INT);\nINSERT INTO nowhere VALUES (1);\n");
        failure();
        Failure failure = failure();
        assertThat(failure.exitCode()).isEqualTo(ExitCode.SCHEMA_MISMATCH);
        assertThat(details(failure, "mismatch")).contains("version 1 \"bad\"").contains("V1__bad.sql");
        assertThat(details(failure, "remedy")).contains("an earlier start failed half-way", "DELETE FROM \"PUBLIC\"");
    }

    @Test
    void an_applied_script_that_changed_is_a_disagreement_and_nothing_else_runs() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        migrate();
        script("V1__create.sql", "CREATE TABLE person (id BIGINT)");
        script("V2__more.sql", "CREATE TABLE more (id INT)");
        Failure failure = failure();
        assertThat(failure.exitCode()).isEqualTo(ExitCode.SCHEMA_MISMATCH);
        assertThat(failure.details())
                .filteredOn(detail -> detail.label().equals("mismatch"))
                .hasSize(1);
        assertThat(failure.headline()).endsWith("disagree: version 1 \"create\" was changed after it had been applied");
        assertThat(details(failure, "mismatch"))
                .contains("version 1 \"create\" (")
                .contains("V1__create.sql): the text of the script was changed after the script had been applied on ")
                .contains(" by \"SA\"")
                .doesNotContain("checksum", "repair");
        assertThat(details(failure, "remedy")).contains("an applied script must not change");
        assertThat(rows("SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'MORE'"))
                .containsExactly("0");
    }

    @Test
    void an_applied_script_that_is_gone_is_a_disagreement() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        script("V2__more.sql", "CREATE TABLE more (id INT)");
        migrate();
        Files.delete(scripts.resolve("V1__create.sql"));
        Failure failure = failure();
        assertThat(failure.exitCode()).isEqualTo(ExitCode.SCHEMA_MISMATCH);
        assertThat(details(failure, "mismatch"))
                .contains("version 1 \"create\": the script was applied on ", "is missing now");
        assertThat(details(failure, "remedy"))
                .contains("bring the missing script back", "AUTO_MIGRATE_IGNORE_MIGRATION_PATTERNS");
    }

    @Test
    void a_script_below_the_current_version_is_a_disagreement() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        script("V3__more.sql", "CREATE TABLE more (id INT)");
        migrate();
        script("V2__late.sql", "CREATE TABLE late (id INT)");
        script("V4__new.sql", "CREATE TABLE new (id INT)");
        Failure failure = failure();
        assertThat(failure.exitCode()).isEqualTo(ExitCode.SCHEMA_MISMATCH);
        assertThat(failure.details())
                .filteredOn(detail -> detail.label().equals("mismatch"))
                .hasSize(1);
        assertThat(details(failure, "mismatch")).contains("version 2 \"late\"");
        assertThat(details(failure, "remedy")).contains("below the version", "AUTO_MIGRATE_OUT_OF_ORDER=true");
    }

    @Test
    void a_schema_that_is_not_empty_and_has_no_history_is_left_alone() throws Exception {
        execute("CREATE TABLE legacy (id INT)");
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        Failure failure = failure();
        assertThat(failure.exitCode()).isEqualTo(ExitCode.SCHEMA_MISMATCH);
        assertThat(failure.headline()).contains("\"PUBLIC\" is not empty");
        assertThat(details(failure, "remedy")).contains("BASELINE");
    }

    @Test
    void an_empty_script_is_refused_while_it_is_pending() throws Exception {
        script("V1__create.sql", " \n");
        Failure failure = failure();
        assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(failure.headline()).isEqualTo("The pending script \"V1__create.sql\" is empty");
        assertThat(rows("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'PUBLIC'"))
                .containsExactly("0");
    }

    @Test
    void an_empty_script_of_the_past_is_accepted() throws Exception {
        script("V1__create.sql", "-- nothing");
        migrate();
        script("V1__create.sql", "");
        execute("UPDATE \"flyway_schema_history\" SET \"checksum\" = 0");
        assertThat(migrate().applied()).isZero();
    }

    @Test
    void an_account_that_may_not_create_tables_is_refused() throws Exception {
        execute("CREATE USER reader PASSWORD 'secret'");
        database.setUser("reader");
        database.setPassword("secret");
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        Failure failure = failure();
        assertThat(failure.exitCode()).isEqualTo(ExitCode.ACCESS_REFUSED);
        assertThat(failure.headline()).contains("Not enough rights");
        assertThat(details(failure, "remedy")).contains("AUTO_MIGRATE_USER");
    }

    @Test
    void a_database_that_went_away_is_reported_in_its_own_words() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        database.setURL("jdbc:h2:tcp://127.0.0.1:1/gone");
        Failure failure = failure();
        assertThat(failure.exitCode()).isEqualTo(ExitCode.DATABASE_UNREACHABLE);
        assertThat(failure.headline())
                .startsWith("The connection to the database was lost: ")
                .contains("refused")
                .contains("90067");
        assertThat(details(failure, "state")).contains("no script was begun");
    }

    @Test
    void options_reach_flyway() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        script("V2__more.sql", "CREATE TABLE more (id INT)");
        engine = engine(Mode.MIGRATE, Map.of("target", "1"));
        assertThat(migrate()).isEqualTo(new SchemaEngine.Result("PUBLIC", 1, Optional.of("1"), true));
    }

    @Test
    void an_option_that_flyway_does_not_understand_is_a_setting_to_correct() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        engine = engine(Mode.MIGRATE, Map.of("target", "soon"));
        Failure failure = failure();
        assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(details(failure, "setting")).isEqualTo("{target=soon}");
    }

    @Test
    void nothing_is_left_in_the_JVM() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (id INT)");
        migrate();
        assertThat(System.getProperty("polyglot.engine.WarnInterpreterOnly")).isNull();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("auto-migrate") || name.contains("Hikari"));
    }
}
