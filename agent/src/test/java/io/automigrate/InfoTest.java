package io.automigrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code info} after a start, with the next step as its last line. */
class InfoTest {
    @TempDir
    private Path folder;

    private final RecordedStart start = new RecordedStart();

    @BeforeEach
    void one_script() throws IOException {
        start.environment().put("AUTO_MIGRATE_URL", "jdbc:h2:file:" + folder.resolve("shop"));
        start.environment().put("AUTO_MIGRATE_USER", "sa");
        start.environment().put("AUTO_MIGRATE_LOCATIONS", "filesystem:" + folder);
        script("V1__create_person.sql", "CREATE TABLE person (id INT)");
    }

    @Test
    void pending_scripts_are_shown_by_their_files_and_are_to_be_planned() {
        assertThat(info()).endsWith("Next: \"plan\" shows what the 1 pending would do, \"migrate\" applies them\n");
        assertThat(start.output()).contains("Script", "V1__create_person.sql");
    }

    @Test
    void an_up_to_date_schema_needs_nothing() {
        start.run();
        assertThat(info()).endsWith("\nNext: nothing to do\n");
    }

    @Test
    void a_changed_script_is_for_the_doctor() throws IOException {
        start.run();
        script("V1__create_person.sql", "CREATE TABLE person (id BIGINT)");
        assertThat(info()).contains("\nNext: \"doctor\" shows which scripts");
    }

    @Test
    void a_failed_script_is_to_be_repaired() throws IOException {
        script("V2__half.sql", "CREATE TABLE half (id INT); CREATE TABLE wrong (id NOTYPE)");
        start.run();
        assertThat(info()).contains("\nNext: undo by hand", "\"repair\"");
    }

    @Test
    void a_version_that_was_taken_back_is_one_line() throws IOException {
        script("V2__orders.sql", "CREATE TABLE orders (id INT)");
        script("U2__orders.sql", "DROP TABLE orders");
        start.run();
        command("rollback");
        start.run();
        command("rollback");
        assertThat(info())
                .containsOnlyOnce("V2__orders.sql")
                .containsPattern("V2__orders.sql +SQL +Pending, taken back ");

        Files.delete(folder.resolve("V2__orders.sql"));
        assertThat(info()).containsOnlyOnce("V2__orders.sql").containsPattern("V2__orders.sql +SQL +Deleted ");
    }

    private String info() {
        return command("info");
    }

    private String command(String command) {
        start.environment().put("AUTO_MIGRATE_COMMAND", command);
        assertThat(start.run() & 0xff).as(start.log()).isZero();
        start.environment().remove("AUTO_MIGRATE_COMMAND");
        return start.output();
    }

    private void script(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
