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
    void a_wait_for_the_database_grows_with_the_clock_and_counts_when_it_has_ended() {
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
    void a_wait_that_ends_with_a_failure_counts_in_full() {
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
    void a_migration_is_recorded_while_it_runs_and_when_it_has_ended() {
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
    void a_backup_is_recorded_before_the_migrations() {
        database.found("public", Optional.of("7"), List.of("V8__a.sql"));
        database.backingUp();
        assertThat(recording.outcome().phase()).isEqualTo(Phase.BACKING_UP);
        database.backedUp("/backup/shop.dump, 3 MB", SECOND);

        assertThat(recording.outcome().phase()).isEqualTo(Phase.MIGRATING);
        assertThat(recording.only().backup()).contains(new DatabaseOutcome.Backup("/backup/shop.dump, 3 MB", SECOND));
    }

    @Test
    void an_up_to_date_schema_has_the_same_version_before_and_after() {
        database.done("public", Optional.of("7"));

        assertThat(recording.only().before()).contains("7");
        assertThat(recording.only().after()).contains("7");
    }

    @Test
    void a_script_that_another_instance_applied_changes_the_version_after() {
        database.found("public", Optional.of("7"), List.of("V8__a.sql"));
        database.done("public", Optional.of("8"));

        assertThat(recording.only().before()).contains("7");
        assertThat(recording.only().after()).contains("8");
    }

    @Test
    void the_first_failure_decides_the_verdict() {
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
    void a_process_that_is_told_to_end_is_recorded_as_interrupted() {
        database.applying(1, 1, "V8__a.sql");
        recording.record().interrupted();

        assertThat(recording.outcome().verdict()).contains(Verdict.INTERRUPTED);
        assertThat(recording.outcome().exitCode()).isEmpty();
    }

    @Test
    void the_phase_of_the_start_is_the_most_advanced_phase_of_its_databases() {
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
    void a_second_record_for_the_same_database_replaces_the_first() {
        recording.database().done("public", Optional.of("7"));

        assertThat(recording.outcome().databases()).hasSize(1);
    }

    @Test
    void secrets_are_hidden_in_every_event() {
        database.waiting("no hunter2hunter2", SECOND, SECOND);
        database.stillApplying(1, 1, "waits for hunter2hunter2");
        database.failed(Failure.of(ExitCode.ACCESS_REFUSED, "hunter2hunter2 is wrong")
                .in("V1__hunter2hunter2.sql", 1)
                .remedy("not hunter2hunter2"));

        assertThat(StatusJson.of(recording.outcome())).contains("**** is wrong").doesNotContain("hunter2");
    }
}
