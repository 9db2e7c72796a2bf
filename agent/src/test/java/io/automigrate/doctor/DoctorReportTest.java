package io.automigrate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.console.Terminal;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorReportTest {
    private final CheckedSubject java = new CheckedSubject("Java");
    private final CheckedSubject database = new CheckedSubject("Database");

    private String text(Charset charset) {
        return new DoctorReport(List.of(java, database)).text(new Terminal(40, false, charset));
    }

    @Test
    void each_check_has_a_mark_and_what_is_wrong_a_recommendation() {
        java.ok("Java 17");
        java.warn("several agents", "keep one");
        database.fail("No login: the password is wrong for this account", "correct it", ExitCode.ACCESS_REFUSED);
        assertThat(text(StandardCharsets.UTF_8)).isEqualTo("""
                Java
                  ✓ Java 17
                  ! several agents
                    → keep one

                Database
                  ✗ No login: the password is wrong for
                    this account
                    → correct it

                1 problem, 1 warning; a start would end with 77
                """);
    }

    @Test
    void where_the_marks_can_not_be_written_there_are_others() {
        java.ok("Java 17");
        database.fail("No driver", "add it", ExitCode.CONFIGURATION);
        assertThat(text(StandardCharsets.US_ASCII)).contains("  + Java 17\n", "  x No driver\n    -> add it\n");
    }

    @Test
    void a_subject_without_findings_is_not_mentioned_and_all_may_be_well() {
        java.ok("Java 17");
        assertThat(text(StandardCharsets.UTF_8)).isEqualTo("Java\n  ✓ Java 17\n\nAll is well.\n");
    }

    @Test
    void the_exit_code_is_that_of_the_first_failure() {
        java.warn("a", "b");
        database.fail("c", "d", ExitCode.DATABASE_UNREACHABLE);
        database.fail("e", "f", ExitCode.CONFIGURATION);
        assertThat(new DoctorReport(List.of(java, database)).exitCode()).contains(ExitCode.DATABASE_UNREACHABLE);
        assertThat(new DoctorReport(List.of(java)).exitCode()).isEmpty();
    }

    @Test
    void a_failure_of_a_start_has_its_message_and_remedy() {
        database.fail(Failure.of(ExitCode.CONFIGURATION, "No driver")
                .with("database", "jdbc:x:y")
                .with("state", "nothing was changed")
                .remedy("add one"));
        assertThat(database.list().get(0).text()).isEqualTo("No driver\ndatabase: jdbc:x:y");
        assertThat(database.list().get(0).recommendation()).isEqualTo("add one");
    }

    @Test
    void programs_get_every_check() {
        database.fail("No driver", "add it", ExitCode.CONFIGURATION);
        assertThat(new DoctorReport(List.of(database)).json())
                .containsEntry("exitCode", 78)
                .extractingByKey("checks")
                .asString()
                .isEqualTo("[{subject=Database, level=failure, text=No driver, recommendation=add it,"
                        + " exitCode=Optional[78]}]");
    }
}
