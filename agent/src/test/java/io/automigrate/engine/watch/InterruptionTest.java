package io.automigrate.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.engine.sql.ScriptProgress;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.log.RecordedLog;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private final RecordedLog log = new RecordedLog();
    private final Interruption interruption = new Interruption(log.log());

    private String end(Throwable failure) {
        interruption.begins(Optional.empty());
        interruption.ends(failure, ScriptProgress.NONE);
        return log.lines().get(1);
    }

    @Test
    void the_state_of_the_schema_is_told() {
        Failure failure =
                Failure.of(ExitCode.MIGRATION_FAILED, "x").with("state", "rolled back: schema \"a\" is at version 1");

        assertThat(end(new StartupException(failure)))
                .isEqualTo("WARN  Ended before the schema was ready: rolled back: schema \"a\" is at version 1; the"
                        + " migration lock is released");
    }

    @Test
    void an_exception_of_the_closed_connection_is_not_quoted() {
        assertThat(end(new IllegalStateException(
                        "Unable to ...\nSQL State  : null\nMessage    : Connection is closed")))
                .contains("the connection was closed before the database told the state", "\"info\"")
                .doesNotContain("SQL State", "IllegalStateException");
    }

    @Test
    void a_server_that_does_not_answer_is_told() {
        assertThat(end(null)).contains("the database did not answer in time");
    }

    @Test
    void work_that_was_done_in_time_is_no_failure() {
        interruption.begins(Optional.empty());
        interruption.endsTooLate();

        assertThat(log.lines().get(1)).contains("the work was done before the end of the process");
    }

    @Test
    void the_script_that_was_rolled_back_is_named_also_if_it_began_behind_the_signal() {
        assertThat(endIn(ScriptProgress.begin("V5__more.sql")))
                .isEqualTo(
                        "WARN  Ended while V5__more.sql was being applied: rolled back: schema \"a\" is at version 4; the"
                                + " migration lock is released");
    }

    @Test
    void a_script_that_was_applied_behind_the_signal_is_not_called_rolled_back() {
        assertThat(endIn(ScriptProgress.NONE))
                .isEqualTo(
                        "WARN  Ended after V4__passing.sql was applied: schema \"a\" is at version 4; the migration lock is"
                                + " released");
    }

    private String endIn(ScriptProgress progress) {
        Failure failure =
                Failure.of(ExitCode.MIGRATION_FAILED, "x").with("state", "rolled back: schema \"a\" is at version 4");
        interruption.begins(Optional.of(new Activity.Step("V4__passing.sql", 2, "SELECT 1", Duration.ZERO)));
        interruption.ends(new StartupException(failure), progress);
        return log.lines().get(1);
    }
}
