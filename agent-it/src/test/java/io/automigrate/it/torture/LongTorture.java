package io.automigrate.it.torture;

import io.automigrate.it.database.Database;
import java.io.IOException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole torture, with what is too long for an ordinary build. Its name hides it from an ordinary build. */
class LongTorture extends TortureIT {
    private static final int CROWD = 40;

    LongTorture() throws IOException {
        super();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void a_backup_whose_program_is_killed_migrates_nothing(Database kind) throws IOException, InterruptedException {
        KilledBackups backups = new KilledBackups(kind, settings, ledger, folder.resolve("backup-" + kind));
        backups.run(settings.runs());
        assertNothingFound(backups.subject());
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void a_start_on_a_sick_server_ends_and_says_what_is_so(Database kind) throws IOException, InterruptedException {
        try (SickServers servers = new SickServers(kind, settings, ledger, folder.resolve("server-" + kind))) {
            servers.run(Math.max(Sickness.values().length, settings.runs(4)));
            assertNothingFound(servers.subject());
        }
    }

    /** One crowd after the other: each of them is as much as a machine can bear. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "H2_SERVER", "SQLITE"})
    @Execution(ExecutionMode.SAME_THREAD)
    @ResourceLock("crowd")
    void a_crowd_applies_each_script_once(Database kind) throws IOException, InterruptedException {
        Crowd crowd = new Crowd(kind, settings, ledger, folder.resolve("crowd-" + kind));
        int last = settings.first() + settings.runs(100);
        for (int run = settings.first(); run < last && settings.goesOn(); run++) {
            crowd.run(run, Math.min(CROWD, settings.runs() * 2));
        }
        assertNothingFound(crowd.subject());
    }

    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "H2_SERVER", "SQLITE"})
    void a_row_of_starts_leaves_nothing_on_the_other_databases(Database kind) throws IOException, InterruptedException {
        row(kind, settings.kills() / 3);
    }
}
