package io.automigrate.engine.flyway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.ValidateResult;
import org.junit.jupiter.api.Test;

/** A script's own configuration names its encoding; Flyway itself has the last word on whether we read the same. */
class ScriptEncodingTest extends EngineOnH2 {
    private static final String INSERT = "INSERT INTO person VALUES ('Grüße')";

    private void encoded(Charset encoding, String sql) throws Exception {
        script("V1__create.sql", "CREATE TABLE person (name VARCHAR(100))");
        Files.write(scripts.resolve("V2__greet.sql"), sql.getBytes(encoding));
    }

    private void assertThatFlywayAgrees() {
        ValidateResult result = Flyway.configure()
                .dataSource(database)
                .locations("filesystem:" + scripts)
                .load()
                .validateWithResult();
        assertThat(result.getAllErrorMessages()).isEmpty();
    }

    @Test
    void a_script_is_read_in_the_encoding_that_its_configuration_names() throws Exception {
        encoded(ISO_8859_1, INSERT);
        script("V2__greet.sql.conf", "# as it came\nencoding = ISO-8859-1 \nexecuteInTransaction=true\n");

        migrate();

        assertThat(rows("SELECT name FROM person")).containsExactly("Grüße");
        assertThatFlywayAgrees();
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_script() throws Exception {
        encoded(UTF_16LE, "\uFEFF" + INSERT);
        script("V2__greet.sql.conf", "encoding=UTF-16LE");

        migrate();

        assertThat(rows("SELECT name FROM person")).containsExactly("Grüße");
        assertThatFlywayAgrees();
    }

    @Test
    void without_a_setting_for_the_encoding_a_script_is_utf_8() throws Exception {
        encoded(UTF_8, INSERT);
        script("V2__greet.sql.conf", "executeInTransaction=false");

        migrate();

        assertThat(rows("SELECT name FROM person")).containsExactly("Grüße");
        assertThatFlywayAgrees();
    }

    @Test
    void an_encoding_that_java_does_not_know_stops_the_start() throws Exception {
        encoded(ISO_8859_1, INSERT);
        script("V2__greet.sql.conf", "encoding=latin-something");

        Failure failure = failure();

        assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(failure.headline())
                .isEqualTo("Script configuration \"V2__greet.sql.conf\" can't be used:"
                        + " this Java does not know the encoding \"latin-something\"");
        assertThat(rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'"))
                .isEqualTo(List.of());
    }

    @Test
    void other_options_of_a_configuration_reach_flyway_in_any_case_of_its_name() throws Exception {
        script("V1__create.sql", "CREATE TABLE person (name VARCHAR(100))");
        script("V2__greet.sql", "INSERT INTO person VALUES ('${greeting}')");
        script("v2__Greet.sql.conf", "placeholderReplacement=false");

        migrate();

        assertThat(rows("SELECT name FROM person")).containsExactly("${greeting}");
        assertThatFlywayAgrees();
    }
}
