package io.automigrate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveCheckTest {
    private static final String MAIN = ArchiveCheckTest.class.getName();
    private static final String FROM_ARCHIVE = "   1: s  " + MAIN + "$Row\n   2: s  " + MAIN + "\n";
    private static final String FROM_JAR = "   1: s  java.lang.Object\n   2:    " + MAIN + "\n";

    private static List<Finding> check(String option, String mainClass, String loadedClasses) {
        CheckedSubject findings = new CheckedSubject("Java");
        new ArchiveCheck(List.of("-Xmx64m", option), mainClass, () -> loadedClasses).check(findings);
        return findings.list();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:AOTCache", "-XX:SharedArchiveFile"})
    void an_archive_that_holds_the_main_class_is_used(String option) {
        assertThat(check(option + "=/app/shop.archive", MAIN, FROM_ARCHIVE))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Level.OK);
                    assertThat(finding.text())
                            .isEqualTo("The JVM takes the application's classes from \"/app/shop.archive\" (" + option
                                    + ")");
                });
    }

    @Test
    void a_cache_that_the_jvm_dropped_is_a_warning_with_the_option_that_helps() {
        assertThat(check("-XX:AOTCache=app.aot", MAIN, FROM_JAR))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Level.WARNING);
                    assertThat(finding.text())
                            .isEqualTo(
                                    "The JVM does not take the application's classes from \"app.aot\" (-XX:AOTCache)");
                    assertThat(finding.recommendation()).contains("--add-modules=java.instrument", "-Xlog:aot");
                });
    }

    @Test
    void any_class_of_the_application_shows_that_the_archive_is_used() {
        assertThat(check("-XX:AOTCache=app.aot", "com.example.Missing", FROM_JAR + "3: s  com.example.Other"))
                .extracting(Finding::level)
                .containsExactly(Level.OK);
        assertThat(check("-XX:AOTCache=app.aot", "", FROM_JAR + "3: s  [Ljava.lang.String;"))
                .extracting(Finding::level)
                .containsExactly(Level.WARNING);
    }

    @Test
    void an_archive_that_the_jvm_dropped_is_a_warning() {
        assertThat(check("-XX:SharedArchiveFile=app.jsa", MAIN, FROM_JAR))
                .extracting(Finding::recommendation)
                .containsExactly(
                        "make the archive by the same JDK and from the same files; -Xlog:cds,class+path shows the reason");
    }

    @Test
    void nothing_is_said_without_an_archive_or_where_the_jvm_does_not_tell() {
        assertThat(check("-ea", MAIN, FROM_JAR)).isEmpty();
        assertThat(check("-XX:AOTCache=app.aot", MAIN, "")).as("another JVM").isEmpty();
    }
}
