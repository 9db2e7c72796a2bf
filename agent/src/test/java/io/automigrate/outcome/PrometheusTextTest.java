package io.automigrate.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.log.DatabaseObserver;
import io.automigrate.secret.SecretMask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {
    private final Recording recording = new Recording(Recording.SILENT);

    @Test
    void each_metric_is_described_once_before_all_its_samples() {
        recording.database().waiting("refused", Duration.ofSeconds(1), Duration.ofSeconds(60));
        recording.record().database("other", "jdbc:h2:mem:x", SecretMask.URLS_ONLY);
        recording.record().ended(0);

        List<String> lines = lines();
        List<String> metrics = lines.stream()
                .filter(line -> line.startsWith("# HELP "))
                .map(line -> line.split(" ")[2])
                .toList();
        assertThat(metrics).doesNotHaveDuplicates().allMatch(name -> name.matches("auto_migrate_[a-z_]+"));
        String current = "";
        for (String line : lines) {
            if (line.startsWith("# ")) {
                current = line.split(" ")[2];
                continue;
            }
            assertThat(line).matches(current + "(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})? -?[0-9]+(\\.[0-9]+)?");
        }
    }

    @Test
    void a_running_start_has_no_end_and_its_current_wait_counts() {
        DatabaseObserver database = recording.database();
        database.waiting("refused", Duration.ofSeconds(1), Duration.ofSeconds(60));
        recording.after(Duration.ofMillis(1500));

        assertThat(lines())
                .contains(
                        "auto_migrate_info{version=\"1.0.0\",mode=\"migrate\"} 1",
                        "auto_migrate_state{state=\"waiting\"} 1",
                        "auto_migrate_state{state=\"migrating\"} 0",
                        "auto_migrate_start_timestamp_seconds 1795165961.31",
                        "auto_migrate_duration_seconds 1.5",
                        "auto_migrate_database_wait_seconds{database=\"\"} 2.5")
                .noneMatch(line -> line.contains("auto_migrate_success") || line.contains("_end_"));
    }

    @Test
    void a_finished_start_has_its_result() {
        DatabaseObserver database = recording.database();
        database.found("public", Optional.of("7"), List.of("V8__a.sql", "V9__b.sql"));
        database.applying(1, 2, "V8__a.sql");
        database.applied("V8__a.sql", Optional.of("8"), Duration.ofMillis(200));
        database.applying(2, 2, "V9__b.sql");
        database.applied("V9__b.sql", Optional.of("9"), Duration.ofMillis(1400));
        database.done("public", Optional.of("9"));
        recording.record().ended(0);

        assertThat(lines())
                .contains(
                        "auto_migrate_success 1",
                        "auto_migrate_exit_code 0",
                        "auto_migrate_schema_info{database=\"\",schema=\"public\",version=\"9\"} 1",
                        "auto_migrate_migrations_pending{database=\"\"} 0",
                        "auto_migrate_migrations_applied{database=\"\"} 2",
                        "auto_migrate_migrations_seconds{database=\"\"} 1.6");
    }

    @Test
    void pending_migrations_count_down_while_they_are_applied() {
        DatabaseObserver database = recording.database();
        database.found("public", Optional.of("7"), List.of("V8__a.sql", "V9__b.sql", "V10__c.sql"));
        assertThat(lines()).contains("auto_migrate_migrations_pending{database=\"\"} 3");
        database.applied("V8__a.sql", Optional.of("8"), Duration.ofMillis(200));
        assertThat(lines()).contains("auto_migrate_migrations_pending{database=\"\"} 2");
        database.failed(Failure.of(ExitCode.MIGRATION_FAILED, "V9__b.sql failed"));
        assertThat(lines()).contains("auto_migrate_migrations_pending{database=\"\"} 2");
    }

    @Test
    void special_characters_in_names_are_escaped() {
        recording.record().database("a\"b\\c\nd", "jdbc:h2:mem:x", SecretMask.URLS_ONLY);

        assertThat(lines()).contains("auto_migrate_migrations_pending{database=\"a\\\"b\\\\c\\nd\"} 0");
    }

    private List<String> lines() {
        return PrometheusText.of(recording.outcome()).lines().toList();
    }
}
