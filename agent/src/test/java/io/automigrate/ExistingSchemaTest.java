package io.automigrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts on a schema that contains tables and no history. */
class ExistingSchemaTest {
    @TempDir
    private Path folder;

    private final RecordedStart start = new RecordedStart();
    private String url;

    @BeforeEach
    void four_scripts() throws IOException {
        url = "jdbc:h2:file:" + folder.resolve("shop");
        start.environment().put("AUTO_MIGRATE_URL", url);
        start.environment().put("AUTO_MIGRATE_USER", "sa");
        start.environment().put("AUTO_MIGRATE_LOCATIONS", "filesystem:" + folder);
        script("V1__a.sql", "CREATE TABLE person (id INT); -- CREATE TABLE in_a_comment (id INT)");
        script(
                "V2__b.sql",
                "ALTER TABLE person ADD COLUMN name VARCHAR(9);\nALTER TABLE person ADD CONSTRAINT c CHECK (id > 0)");
        script("V3__c.sql", "INSERT INTO person VALUES (1, 'x')");
        script("V4__d.sql", "CREATE TABLE IF NOT EXISTS \"PUBLIC\".\"ORDERS\" (id INT)");
        script("V5__e.sql", "ALTER TABLE orders RENAME TO sales");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE TABLE foreign_one (id INT)                                           |
            CREATE TABLE person (id INT)                                                | 1
            CREATE TABLE person (id INT, name VARCHAR(9))                               | 2
            CREATE TABLE person (id INT, name VARCHAR(9)); CREATE TABLE orders (id INT) | 4
            CREATE TABLE person (id INT, name VARCHAR(9)); CREATE TABLE sales (id INT)  | 5
            """)
    void the_refusal_names_the_version_that_the_tables_look_like(String tables, String version) throws SQLException {
        execute(tables);
        assertThat(start.run()).isEqualTo(65);
        if (version == null) {
            assertThat(start.log()).doesNotContain("looks like");
        } else {
            assertThat(start.log())
                    .contains("looks like: version " + version + ":", "AUTO_MIGRATE_BASELINE_VERSION=" + version + " ");
        }
    }

    @Test
    void a_script_of_which_no_table_tells_whether_it_ran_is_named() throws SQLException {
        execute("CREATE TABLE person (id INT, name VARCHAR(9))");

        assertThat(start.run()).isEqualTo(65);

        assertThat(start.log())
                .contains(
                        "nothing shows whether 3 ran as well, because such a script changes no table",
                        "AUTO_MIGRATE_BASELINE_VERSION=2 (or 3, whichever ran last) stamps");
    }

    @Test
    void a_baseline_is_a_warning_with_the_version_and_the_scripts_that_do_not_run() throws SQLException {
        execute("CREATE TABLE person (id INT, name VARCHAR(9))");
        start.environment().put("AUTO_MIGRATE_BASELINE_ON_MIGRATE", "true");
        start.environment().put("AUTO_MIGRATE_BASELINE_VERSION", "3");
        assertThat(start.run()).isZero();
        assertThat(start.messages())
                .filteredOn(line -> line.startsWith("WARN"))
                .singleElement()
                .asString()
                .contains(
                        "baseline at version 3",
                        "AUTO_MIGRATE_BASELINE_ON_MIGRATE=true",
                        "V1__a.sql, V2__b.sql, V3__c.sql")
                .doesNotContain("V4__d.sql");
        start.run();
        assertThat(start.log()).doesNotContain("WARN");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE TABLE person (id INT)                                                | 1
            CREATE TABLE person (id INT, name VARCHAR(9)); CREATE TABLE orders (id INT) | 4
            CREATE TABLE person (id INT, name VARCHAR(9)); CREATE TABLE sales (id INT)  | 5
            """)
    void a_baseline_without_a_version_gets_the_one_that_the_schema_matches(String tables, String version)
            throws SQLException {
        execute(tables);
        start.environment().put("AUTO_MIGRATE_BASELINE_ON_MIGRATE", "true");
        assertThat(start.run()).as(start.log()).isZero();
        assertThat(start.log())
                .contains(
                        "WARN  [Migration] Schema \"PUBLIC\" has no history and gets a baseline at version " + version);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE TABLE foreign_one (id INT) | from version 1: table "person" is missing, table "foreign_one" is in no script
            CREATE TABLE person (id INT, age INT) | from version 1: column "person.age" is in no script
            CREATE TABLE person (id INT, name VARCHAR(9)) | versions:  2, 3: the scripts between them change no table
            """)
    void a_baseline_without_a_version_is_refused_with_the_difference(String tables, String difference)
            throws SQLException {
        execute(tables);
        start.environment().put("AUTO_MIGRATE_BASELINE_ON_MIGRATE", "true");
        assertThat(start.run()).isEqualTo(65);
        assertThat(start.log()).contains(difference, "nothing was changed", "AUTO_MIGRATE_BASELINE_VERSION=");
        start.environment().put("AUTO_MIGRATE_COMMAND", "plan");
        assertThat(start.run() & 0xff).isEqualTo(65);
        assertThat(start.log()).contains(difference);
    }

    @Test
    void a_baseline_that_is_not_needed_is_not_mentioned() {
        start.environment().put("AUTO_MIGRATE_BASELINE_ON_MIGRATE", "true");
        assertThat(start.run()).isZero();
        assertThat(start.log()).doesNotContain("WARN");
    }

    @Test
    void the_command_warns_of_the_scripts_that_do_not_run_and_of_a_version_that_looks_wrong() throws SQLException {
        execute("CREATE TABLE person (id INT, name VARCHAR(9)); CREATE TABLE orders (id INT)");
        start.environment().put("AUTO_MIGRATE_COMMAND", "baseline");
        start.environment().put("AUTO_MIGRATE_BASELINE_VERSION", "2");
        assertThat(start.run() & 0xff).isZero();
        assertThat(start.messages())
                .filteredOn(line -> line.startsWith("WARN"))
                .singleElement()
                .asString()
                .contains(
                        "baseline at version 2 (the command \"baseline\")",
                        "not run: V1__a.sql, V2__b.sql",
                        "the tables look like version 4");
    }

    @Test
    void the_command_finds_the_version_when_it_is_told_to() throws SQLException {
        execute("CREATE TABLE person (id INT, name VARCHAR(9)); CREATE TABLE orders (id INT)");
        start.environment().put("AUTO_MIGRATE_COMMAND", "baseline");
        start.environment().put("AUTO_MIGRATE_BASELINE_VERSION", "matching");
        for (int run = 0; run < 2; run++) {
            assertThat(start.run() & 0xff).as(start.log()).isZero();
            assertThat(start.output()).contains("version 4");
        }
    }

    private void script(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
