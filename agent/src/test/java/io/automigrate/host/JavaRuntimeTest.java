package io.automigrate.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.StartupException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JavaRuntimeTest {

    @Test
    void a_complete_runtime_will_do() {
        assertThatCode(() -> {
                    JavaRuntime.current().requireConnecting();
                    JavaRuntime.current().requireMigrating();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void missing_modules_are_named_with_the_option_that_adds_them() {
        JavaRuntime reduced = new JavaRuntime(Set.of("java.base", "java.sql"));
        assertThatCode(reduced::requireConnecting).doesNotThrowAnyException();
        StartupException thrown = catchThrowableOfType(StartupException.class, reduced::requireMigrating);
        assertThat(thrown.failure().exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(thrown.failure().headline()).contains("java.naming,java.management");
        assertThat(thrown.failure().details()).anySatisfy(detail -> assertThat(detail.text())
                .contains("jlink --add-modules java.naming,java.management"));
    }
}
