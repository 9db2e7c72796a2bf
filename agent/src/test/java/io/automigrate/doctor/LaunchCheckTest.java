package io.automigrate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.host.HostApplication;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchCheckTest {
    private static final Map<String, String> PROPERTIES =
            Map.of("java.version", "17.0.1", "java.home", "/jdk", "sun.java.command", "/app/shop.jar --port 1");

    private static final ArchiveCheck WITHOUT_ARCHIVE = new ArchiveCheck(List.of(), "", () -> "");

    private static List<Finding> check(HostApplication host, Map<String, String> environment) {
        return new LaunchCheck(PROPERTIES, environment, WITHOUT_ARCHIVE, true)
                .check(host, "")
                .list();
    }

    @Test
    void the_jvm_and_what_it_starts_are_named() {
        assertThat(check(HostApplication.PLAIN, Map.of()))
                .extracting(Finding::text)
                .containsExactly(
                        "Java 17.0.1 in /jdk, with all modules that are needed",
                        "Started as /app/shop.jar, plain application: the migration runs before main");
        assertThat(check(HostApplication.QUARKUS, Map.of()))
                .extracting(Finding::text)
                .contains("Started as /app/shop.jar, Quarkus: the migration runs when"
                        + " io.quarkus.runtime.Application.start is reached");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            JAVA_TOOL_OPTIONS  | OK      | JAVA_TOOL_OPTIONS names the agent
            JAVA_OPTS          | WARNING | only some start scripts read it
            JAVA_TOOLS_OPTIONS | WARNING | no JVM reads a variable of that name
            AGENT              | WARNING | no JVM reads a variable of that name
            """)
    void a_variable_that_names_the_agent_is_one_that_the_jvm_reads(String name, Level level, String text) {
        Finding finding = check(HostApplication.PLAIN, Map.of(name, "-javaagent:/auto-migrate-agent.jar"))
                .get(2);
        assertThat(finding.level()).isEqualTo(level);
        assertThat(finding.text()).contains(text);
    }

    @Test
    void the_jar_alone_has_no_application() {
        assertThat(new LaunchCheck(PROPERTIES, Map.of(), WITHOUT_ARCHIVE, false)
                        .check(HostApplication.PLAIN, "")
                        .list())
                .extracting(Finding::text)
                .contains("No application: this is the command line of the agent's own jar");
    }

    @Test
    void other_agents_are_none_of_our_business() {
        assertThat(check(HostApplication.PLAIN, Map.of("JAVA_OPTS", "-javaagent:/opentelemetry.jar")))
                .hasSize(2);
    }
}
