package io.automigrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.Failure.Detail;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final Failure failure = Failure.of(ExitCode.MIGRATION_FAILED, "V2__x.sql");

    @Test
    void a_failure_tells_what_became_of_the_others() {
        Progress progress = new Progress(List.of("orders", "audit"), List.of("billing"), List.of("stock"));

        assertThat(progress.addTo(failure, "migrated", "next").details())
                .containsExactly(
                        new Detail("migrated", "orders, audit"),
                        new Detail("failed", "billing"),
                        new Detail("next", "stock"));
    }

    @Test
    void where_there_are_no_others_nothing_is_told() {
        Progress alone = new Progress(List.of(), List.of(), List.of());

        assertThat(alone.addTo(failure, "done", "untouched").details()).isEmpty();
    }

    @Test
    void the_progress_also_fits_into_one_line() {
        Progress progress = new Progress(List.of("orders"), List.of(), List.of("audit", "billing"));

        assertThat(progress).hasToString("done: orders; untouched: audit, billing");
    }
}
