package io.automigrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.report.ExitCode;
import io.automigrate.report.Failure;
import io.automigrate.report.Failure.Detail;
import java.util.List;
import java.util.stream.IntStream;
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
    void only_the_first_of_many_names_are_told() {
        List<String> many = IntStream.rangeClosed(1, 12).mapToObj(i -> "t" + i).toList();

        assertThat(Progress.names(many)).isEqualTo("t1, t2, t3, t4, t5, t6, t7, t8, t9, t10 and 2 more");
        assertThat(Progress.names(many.subList(0, 10))).endsWith(", t10");
    }
}
