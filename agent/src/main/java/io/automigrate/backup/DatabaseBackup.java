package io.automigrate.backup;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.kind.DatabaseDump;
import io.automigrate.kind.DumpSource;
import io.automigrate.log.MigrationLog;
import io.automigrate.settings.Settings;
import io.automigrate.text.Elapsed;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/** Saves the database before a migration, in the way that the settings name: a file in a directory, or a command of the user. */
public final class DatabaseBackup {
    private final Settings settings;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final MigrationLog log;
    private final Instant begin;

    /**
     * Prepares a backup.
     *
     * @param settings with {@link Settings#backup()}
     * @param clock the time for the name of the file
     * @param nanoTime the time in nanoseconds, from any origin
     */
    public DatabaseBackup(Settings settings, InstantSource clock, LongSupplier nanoTime, MigrationLog log) {
        this.settings = settings;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.log = log;
        this.begin = clock.instant();
    }

    /** Returns whether a program beside this JVM makes the backup. Then an interrupt ends the program and the wait for it. */
    public boolean runsProgram() {
        return isCommand() || dump() instanceof DatabaseDump.ByProgram;
    }

    /**
     * Relies on the backup of another instance, which migrates at this moment.
     *
     * @return the place of the backup, as text for messages
     */
    public String leaveToOthers() {
        log.info("No backup by this instance: another instance migrates, and has made a backup before");
        return "made by the instance that began to migrate";
    }

    /**
     * Makes the backup, unless another instance has made one in the same directory since this start began.
     *
     * @param connections the connections to the database; the method uses and closes one when the database writes the backup itself
     * @param version the version of the schema; empty when the schema has none
     * @return the place of the backup, as text for messages
     * @throws StartupException {@code BACKUP_FAILED}; nothing is left behind
     * @throws InterruptedException when this thread was interrupted; the program has ended, and nothing is left behind
     */
    public String take(DataSource connections, Optional<String> version) throws StartupException, InterruptedException {
        long start = nanoTime.getAsLong();
        BackupName name = BackupName.of(settings, version, clock.instant());
        log.database().backingUp();
        try {
            String place = take(connections, version, name, start);
            log.database().backedUp(place, Duration.ofNanos(nanoTime.getAsLong() - start));
            return place;
        } catch (SQLException e) {
            throw new StartupException(
                    failure("No backup, no migration: the database refused to write one: " + e.getMessage())
                            .with("state", "nothing was migrated")
                            .remedy(
                                    "correct the problem that the database names, or let your own command make the backup:"
                                            + " AUTO_MIGRATE_BACKUP=command:…"),
                    e);
        } catch (IOException e) {
            throw new StartupException(
                    failure("No backup, no migration: the file can't be written: " + e.getMessage())
                            .with("cause", e.toString())
                            .with("state", "nothing was migrated")
                            .remedy(
                                    "see that there is room in the directory of AUTO_MIGRATE_BACKUP and that this account"
                                            + " may write there"),
                    e);
        }
    }

    private String take(DataSource connections, Optional<String> version, BackupName name, long start)
            throws StartupException, SQLException, IOException, InterruptedException {
        if (settings.backup().orElseThrow() instanceof Settings.BackupCommand command) {
            log.info("Backing up with the command of AUTO_MIGRATE_BACKUP");
            new UserCommand(command, settings, name, version).run();
            log.info("Backup is complete, " + elapsed(start));
            return "made by the command of AUTO_MIGRATE_BACKUP";
        }
        Settings.BackupDirectory directory =
                (Settings.BackupDirectory) settings.backup().orElseThrow();
        DatabaseDump dump = dump();
        Optional<Path> others = BackupFile.newest(directory.directory(), name, dump.extension(), begin);
        if (others.isPresent()) {
            log.info("No backup here: another instance has just made " + others.get());
            return others.get().toString();
        }
        try (BackupFile file = BackupFile.create(directory.directory(), name, dump.extension())) {
            log.info("Backing up to " + file.path());
            write(dump, file.unfinished(), connections);
            file.finish();
            for (String warning : file.removeOlder(directory.keep())) {
                log.warn(warning);
            }
            log.info("Backup is complete: " + file.path() + ", " + file.size() + ", " + elapsed(start));
            return file.path().toString();
        }
    }

    private String elapsed(long start) {
        return Elapsed.seconds(Duration.ofNanos(nanoTime.getAsLong() - start));
    }

    private boolean isCommand() {
        return settings.backup().orElseThrow() instanceof Settings.BackupCommand;
    }

    private DatabaseDump dump() {
        DatabaseDump dump = settings.account().kind().dump();
        if (dump == null) {
            throw new IllegalStateException(settings.account().kind().word());
        }
        return dump;
    }

    private void write(DatabaseDump dump, Path file, DataSource connections)
            throws StartupException, SQLException, IOException, InterruptedException {
        if (dump instanceof DatabaseDump.ByProgram program) {
            run(program, file);
        } else {
            ((DatabaseDump.BySql) dump).write(file, connections);
        }
    }

    /** Runs the first of the programs that is on the PATH. */
    private void run(DatabaseDump.ByProgram dump, Path file)
            throws StartupException, IOException, InterruptedException {
        DumpSource source = source(settings);
        DatabaseDump.DumpCommand command =
                dump.command(source, source.server().orElseThrow(() -> unreadableUrl(source)));
        ProgramMissingException first = null;
        String others = "";
        for (String program : command.programs()) {
            List<String> line = new ArrayList<>(List.of(program));
            line.addAll(command.options());
            try {
                new BackupProgram(line).with(command.environment()).into(file).run();
                return;
            } catch (ProgramMissingException e) {
                others += first == null ? "" : "; \"" + program + "\" is not there either";
                first = first == null ? e : first;
            }
        }
        throw first.failure(command.packages() + others);
    }

    /** Returns the database of these settings as the source of a backup. */
    static DumpSource source(Settings settings) {
        Settings.Account account = settings.account();
        return new DumpSource(
                account.address().url(),
                account.user(),
                account.password(),
                settings.history().schemas(),
                settings.waiting().connectTimeout());
    }

    private static StartupException unreadableUrl(DumpSource source) {
        return new StartupException(
                failure("No backup, no migration: the address in the URL has a form that only its driver understands")
                        .with("url", source.url().toString())
                        .with("state", "nothing was migrated")
                        .remedy("let your own command make the backup: AUTO_MIGRATE_BACKUP=command:…"));
    }

    private static Failure failure(String headline) {
        return Failure.of(ExitCode.BACKUP_FAILED, headline);
    }
}
