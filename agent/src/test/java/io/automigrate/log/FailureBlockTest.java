package io.automigrate.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.OnFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureBlockTest {
    private final RecordedLog recorded = new RecordedLog();
    private final MigrationLog log = recorded.log();
    private final Failure failure = Failure.of(ExitCode.MIGRATION_FAILED, "V2__b.sql, line 3: no such table")
            .with("statement", "SELECT 1\nFROM x")
            .remedy("correct the script");

    @Test
    void the_first_line_is_complete_and_the_details_follow_with_their_labels() {
        int code = FailureBlock.write(failure, OnFailure.REFUSE_START, log);
        assertThat(code).isEqualTo(70);
        assertThat(messages())
                .containsExactly(
                        "ERROR [Migration] FAILED: V2__b.sql, line 3: no such table",
                        "ERROR [Migration]   statement: SELECT 1",
                        "ERROR [Migration]              FROM x",
                        "ERROR [Migration]   remedy:    correct the script",
                        "ERROR [Migration]   exit code: 70; AUTO_MIGRATE_FAIL_ON_ERROR=false would start the application"
                                + " without the migrations");
    }

    @Test
    void a_tolerated_failure_is_a_warning_with_code_zero() {
        assertThat(FailureBlock.write(failure, OnFailure.START_ANYWAY, log)).isZero();
        assertThat(messages())
                .first()
                .isEqualTo(
                        "WARN  [Migration] FAILED, but the application starts anyway: V2__b.sql, line 3: no such table");
        assertThat(messages()).last().asString().endsWith("without it the exit code would be 70");
    }

    @Test
    void the_block_of_a_command_does_not_mention_the_application() {
        assertThat(FailureBlock.write(failure, OnFailure.END_COMMAND, log)).isEqualTo(70);
        assertThat(messages()).last().isEqualTo("ERROR [Migration]   exit code: 70");
    }

    @Test
    void a_secret_without_an_end_hides_the_rest_of_its_statement_and_not_the_remedy() {
        Failure cut = Failure.of(ExitCode.MIGRATION_FAILED, "V2__b.sql failed")
                .with("statement", "ALTER ROLE app PASSWORD 'gehe")
                .remedy("correct the script");
        FailureBlock.write(cut, OnFailure.END_COMMAND, log);
        assertThat(messages())
                .contains("ERROR [Migration]   statement: ALTER ROLE app PASSWORD '****")
                .contains("ERROR [Migration]   remedy:    correct the script");
    }

    @Test
    void control_characters_and_megabytes_of_data_do_not_reach_the_terminal() {
        Failure hostile = Failure.of(ExitCode.MIGRATION_FAILED, "V2__\u001b[31m.sql failed")
                .with("statement", "INSERT INTO t VALUES (\u0007" + "9".repeat(3_000_000) + ")");
        FailureBlock.write(hostile, OnFailure.END_COMMAND, log);
        assertThat(recorded.text())
                .contains("V2__\\u001b[31m.sql failed", "(\\u0007999")
                .hasSizeLessThan(5000);
    }

    private List<String> messages() {
        return recorded.text()
                .lines()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }
}
