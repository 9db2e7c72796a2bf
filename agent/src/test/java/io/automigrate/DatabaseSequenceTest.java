package io.automigrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.settings.Settings;
import io.automigrate.settings.given.SettingSources;
import io.automigrate.settings.resolve.Resolution;
import io.automigrate.settings.resolve.SettingsResolver;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseSequenceTest {
    private static List<Settings> databases() {
        SettingSources sources = new SettingSources(
                null,
                Map.of(),
                Map.of(
                        "AUTO_MIGRATE_DATABASES", "orders,audit,billing",
                        "AUTO_MIGRATE_ORDERS_URL", "jdbc:h2:mem:orders",
                        "AUTO_MIGRATE_AUDIT_URL", "jdbc:h2:mem:audit",
                        "AUTO_MIGRATE_BILLING_URL", "jdbc:h2:mem:billing"));
        return ((Resolution.Resolved) new SettingsResolver(sources).resolve()).databases();
    }

    @Test
    void a_sequence_knows_its_progress() {
        List<Settings> databases = databases();
        DatabaseSequence sequence = new DatabaseSequence(databases);
        assertThat(sequence.soFar()).isEmpty();

        sequence.succeeded(databases.get(1));
        assertThat(sequence.soFar()).isEqualTo("done: audit; untouched: orders, billing");

        sequence.failed(databases.get(2), Failure.of(ExitCode.MIGRATION_FAILED, "V1__x.sql"));
        assertThat(sequence.soFar()).isEqualTo("done: audit; failed: billing; untouched: orders");
        assertThat(sequence.remaining()).containsExactly(databases.get(0));
        assertThat(sequence.isOver()).isFalse();
    }
}
