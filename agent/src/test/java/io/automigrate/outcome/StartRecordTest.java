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

class StartRecordTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Recording recording = new Recording(Recording.SILENT);
    private final DatabaseObserver database = recording.database();

    @Test
    void a_wait_for_the_database_goes_on_between_two_lines_and_is_counted_when_it_is_over() {
        database.waiting("connection refused (db:5432)", SECOND, SECOND.multipliedBy(60));
        recording.after(SECOND.multipliedBy(2));
        assertThat(recording.outcome().phase()).isEqualTo(Phase.WAITING);
        assertThat(recording.only().waiting())
                .contains(new DatabaseOutcome.Waiting(
                        "connection refused (db:5432)", SECOND.multipliedBy(3), SECOND.multipliedBy(60)));

        database.ready(Duration.ofMillis(3200));

        assertThat(recording.outcome().phase()).isEqualTo(Phase.STARTING);
        assertThat(recording.only().waiting()).isEmpty();
        assertThat(recording.only().waits())
                .isEqualTo(new DatabaseOutcome.Waits(Duration.ofMillis(3200), Duration.ZERO));
    }

    @Test
    void a_database_that_never_lets_us_in_was_waited_for_to_the_end() {
        database.waiting("connection refused", Duration.ZERO, SECOND);
        recording.after(SECOND);
        database.failed(Failure.of(ExitCode.DATABASE_UNREACHABLE, "not reachable"));

        assertThat(recording.only().waits().database()).isEqualTo(SECOND);
        assertThat(recording.only().phase()).isEqualTo(Phase.ENDED);
    }

    @Test
    void waits_for_other_instances_add_up() {
        database.locked("held by shop-2", SECOND, SECOND.multipliedBy(600));
        assertThat(recording.outcome().phase()).isEqualTo(Phase.LOCKED);
        database.unlocked(SECOND);
        assertThat(recording.outcome().phase()).isEqualTo(Phase.STARTING);
        database.unlocked(SECOND);

        assertThat(recording.only().waits().lock()).isEqualTo(SECOND.multipliedBy(2));
    }

    @Test
    void each_migration_is_there_while_it_runs_and_afterwards() {
        database.found("public", Optional.of("7"), List.of("V8__a.sql", "V9__b.sql"));
        database.applying(1, 2, "V8__a.sql");
        recording.after(SECOND);
        database.stillApplying(3, 14, "waits for pid 4");
        assertThat(recording.outcome().phase()).isEqualTo(Phase.MIGRATING);
        assertThat(recording.only().running())
                .contains(new DatabaseOutcome.Running("V8__a.sql", 1, 2, 3, 14, "waits for pid 4", SECOND));

        database.applied("V8__a.sql", Optional.of("8"), SECOND);
        database.applying(2, 2, "V9__b.sql");
        database.notApplied("V9__b.sql", SECOND);

        assertThat(recording.only().running()).isEmpty();
        assertThat(recording.only().before()).contains("7");
        assertThat(recording.only().after()).contains("8");
        assertThat(recording.only().migrations())
                .containsExactly(
                        new DatabaseOutcome.Migration("V8__a.sql", true, SECOND),
                        new DatabaseOutcome.Migration("V9__b.sql", false, SECOND));
        assertThat(recording.only().applied()).isOne();
    }

    @Test
    void a_backup_comes_first() {
        database.found("public", Optional.of("7"), List.of("V8__a.sql"));
        database.backingUp();
        assertThat(recording.outcome().phase()).isEqualTo(Phase.BACKING_UP);
        database.backedUp("/backup/shop.dump, 3 MB", SECOND);

        assertThat(recording.outcome().phase()).isEqualTo(Phase.MIGRATING);
        assertThat(recording.only().backup()).contains(new DatabaseOutcome.Backup("/backup/shop.dump, 3 MB", SECOND));
    }

    @Test
    void what_was_up_to_date_is_at_the_same_version_before_and_after() {
        database.done("public", Optional.of("7"));

        assertThat(recording.only().before()).contains("7");
        assertThat(recording.only().after()).contains("7");
    }

    @Test
    void what_another_instance_applied_meanwhile_is_the_version_after_only() {
        database.found("public", Optional.of("7"), List.of("V8__a.sql"));
        database.done("public", Optional.of("8"));

        assertThat(recording.only().before()).contains("7");
        assertThat(recording.only().after()).contains("8");
    }

    @Test
    void the_verdict_is_what_was_told_first() {
        recording.record().failed(Failure.of(ExitCode.MIGRATION_FAILED, "first"), 70);
        recording.record().failed(Failure.of(ExitCode.CONFIGURATION, "because of that"), 78);
        recording.record().ended(70);
        recording.record().interrupted();

        assertThat(recording.outcome().verdict()).contains(Verdict.FAILED);
        assertThat(recording.outcome().failure().orElseThrow().headline()).isEqualTo("first");
        assertThat(recording.outcome().text()).isEqualTo("shop-1: FAILED: first");
    }

    @Test
    void a_failure_that_does_not_stop_the_start_stays_a_failure() {
        recording.record().failed(Failure.of(ExitCode.MIGRATION_FAILED, "no such table"), 0);
        recording.record().ended(0);

        assertThat(recording.outcome().verdict()).contains(Verdict.FAILED);
        assertThat(recording.outcome().text()).endsWith("no such table (the application starts anyway)");
    }

    @Test
    void a_process_that_is_told_to_end_says_so() {
        database.applying(1, 1, "V8__a.sql");
        recording.record().interrupted();

        assertThat(recording.outcome().verdict()).contains(Verdict.INTERRUPTED);
        assertThat(recording.outcome().exitCode()).isEmpty();
    }

    @Test
    void of_several_databases_the_busiest_says_how_far_the_start_is() {
        DatabaseObserver other = recording.record().database("other", "jdbc:h2:mem:x", SecretMask.URLS_ONLY);
        database.done("public", Optional.empty());
        assertThat(recording.outcome().phase()).isEqualTo(Phase.STARTING);
        other.waiting("starting up", SECOND, SECOND);

        assertThat(recording.outcome().phase()).isEqualTo(Phase.WAITING);
        assertThat(recording.outcome().databases())
                .extracting(DatabaseOutcome::name)
                .containsExactly("", "other");
    }

    @Test
    void an_application_that_is_passed_over_is_forgotten_for_the_next_one() {
        recording.database().done("public", Optional.of("7"));

        assertThat(recording.outcome().databases()).hasSize(1);
    }

    @Test
    void secrets_are_hidden_in_all_that_is_told() {
        database.waiting("no hunter2hunter2", SECOND, SECOND);
        database.stillApplying(1, 1, "waits for hunter2hunter2");
        database.failed(Failure.of(ExitCode.ACCESS_REFUSED, "hunter2hunter2 is wrong")
                .in("V1__hunter2hunter2.sql", 1)
                .remedy("not hunter2hunter2"));

        assertThat(StatusJson.of(recording.outcome())).contains("**** is wrong").doesNotContain("hunter2");
    }
}
