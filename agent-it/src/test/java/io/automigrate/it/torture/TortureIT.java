package io.automigrate.it.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.automigrate.it.app.Folders;
import io.automigrate.it.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A few runs of the torture. The profile {@code torture} makes them many, adds those of {@link LongTorture}, and
 * {@code -Dtorture.report=docs/reliability.md} writes what was seen.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 12, unit = TimeUnit.HOURS)
class TortureIT {
    final TortureSettings settings = TortureSettings.given();
    final Ledger ledger = new Ledger(Path.of(System.getProperty("it.work")).resolveSibling("torture"));
    final Path folder;

    TortureIT() throws IOException {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of(System.getProperty("it.work"))), "torture-");
        System.out.println("torture: " + settings.options());
    }

    @AfterAll
    void delete() throws IOException {
        Folders.delete(folder);
    }

    /** After each experiment, so that a run that somebody ends leaves a page, too. */
    @AfterEach
    void report() throws IOException {
        if (settings.report().isPresent()) {
            new ReliabilityPage(settings, ledger).write(settings.report().get());
        }
    }

    void assertNothingFound(Ledger.Subject subject) {
        assertThat(ledger.findings(subject))
                .as("-Dtorture.seed=%d; the transcripts are in target/torture", settings.seed())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_process_that_is_ended_at_any_moment_is_mended_by_the_next_start(Database kind)
            throws IOException, InterruptedException {
        EndedProcesses processes = new EndedProcesses(kind, settings, ledger, folder.resolve("ended-" + kind));
        // H2 is one database in two forms.
        boolean isH2 = kind == Database.H2_FILE || kind == Database.H2_SERVER;
        processes.run(isH2 ? Math.max(1, settings.kills() / 2) : settings.kills());
        assertNothingFound(processes.subject());
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "H2_SERVER"})
    void a_start_over_a_broken_network_ends_and_says_what_is_so(Database kind)
            throws IOException, InterruptedException {
        BrokenNetworks networks = new BrokenNetworks(kind, settings, ledger, folder.resolve("network-" + kind));
        networks.run(settings.runs(2));
        assertNothingFound(networks.subject());
    }

    @ParameterizedTest
    @EnumSource(names = {"H2_FILE", "SQLITE"})
    void a_made_up_input_does_its_work_or_ends_with_one_block(Database kind) throws IOException {
        Fuzz fuzz = new Fuzz(kind, settings, ledger, folder.resolve("fuzz-" + kind));
        fuzz.run(settings.runs());
        assertNothingFound(fuzz.subject());
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void a_marked_secret_is_in_no_output(Database kind) throws IOException {
        MarkedSecrets secrets = new MarkedSecrets(kind, settings, ledger, folder.resolve("secrets-" + kind));
        secrets.run(settings.runs(10));
        assertNothingFound(secrets.subject());
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void a_start_whose_clock_jumps_waits_and_migrates_as_usual(Database kind)
            throws IOException, InterruptedException, SQLException {
        Path own = folder.resolve("clock-" + kind);
        Optional<ClockShim> clock = ClockShim.compile(own);
        assumeTrue(clock.isPresent(), "there is no C compiler \"cc\", which makes the clock that jumps");
        List<Long> proof = ClockJumps.proof(clock.get(), own);
        assertThat(proof)
                .as("seconds of both clocks")
                .satisfies(seconds -> assertThat(seconds.get(0)).isBetween(86_300L, 86_500L))
                .satisfies(seconds -> assertThat(seconds.get(1)).isLessThan(100L));

        ClockJumps jumps = new ClockJumps(kind, clock.get(), settings, ledger, own);
        // Four runs play each moment, 16 play each moment with both jumps and with both ends of the waits.
        jumps.run(settings.runs() == 1 ? 4 : Math.max(16, settings.runs(10)));
        assertNothingFound(jumps.subject());
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2_FILE"})
    void a_row_of_starts_leaves_nothing(Database kind) throws IOException, InterruptedException {
        // The full torture makes 1000 starts on PostgreSQL.
        row(kind, kind == Database.POSTGRESQL ? settings.kills() * 10 / 3 : settings.kills() / 3);
    }

    void row(Database kind, int starts) throws IOException, InterruptedException {
        try (RowOfStarts row = new RowOfStarts(kind, settings, ledger, folder.resolve("row-" + kind))) {
            row.run(Math.max(6, starts));
            assertNothingFound(row.subject());
        }
    }

    @Test
    void the_health_port_answers_each_probe() throws IOException, InterruptedException {
        HealthLoad load = new HealthLoad(settings, ledger, folder.resolve("health"));
        load.run(settings.first(), Math.min(1000, 10 * settings.runs()), 2 * settings.runs());
        assertNothingFound(load.subject());
    }
}
