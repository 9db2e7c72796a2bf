package io.automigrate;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.host.ApplicationEntrance;
import io.automigrate.host.DeferredStart;
import io.automigrate.host.JavaRuntime;
import io.automigrate.log.FailureBlock;
import io.automigrate.log.MigrationLog;
import io.automigrate.settings.Settings;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/** Prepares the databases of a start for an application, one after the other. Most starts have one database. */
final class DatabasePreparations implements DeferredStart.ApplicationStart {
    private final DatabaseSequence databases;
    private final StartAction action;
    private final Launch launch;
    private final MigrationLog log;
    private final LongSupplier nanoTime;

    DatabasePreparations(
            List<Settings> databases, StartAction action, Launch launch, MigrationLog log, LongSupplier nanoTime) {
        this.databases = new DatabaseSequence(databases);
        this.action = action;
        this.launch = launch;
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /**
     * Logs the databases that will be migrated, when a host opens the application: the later line about the application does not name
     * them.
     */
    void announce() {
        if (!launch.host().isDeferred()) {
            return;
        }
        String when = launch.isDeferred() ? ": migrating when the application's classes are there" : "";
        for (Settings settings : databases.remaining()) {
            DatabaseSequence.log(settings, log)
                    .info(SchemaPreparation.introduction(settings) + ", " + launch.host() + when);
        }
    }

    @Override
    public OptionalInt start(ApplicationEntrance application) {
        for (Settings settings : databases.remaining()) {
            OptionalInt exitCode = prepare(settings, application, DatabaseSequence.log(settings, log));
            if (exitCode.isPresent() && exitCode.getAsInt() != 0) {
                return ended(exitCode.getAsInt());
            }
        }
        return databases.isOver() ? ended(action.successCode()) : OptionalInt.empty();
    }

    @Override
    public String soFar() {
        return databases.soFar();
    }

    private OptionalInt ended(int end) {
        log.start().ended(end);
        return OptionalInt.of(end);
    }

    /** Returns the exit code; empty when this is not the application to migrate the database for. */
    private OptionalInt prepare(Settings settings, ApplicationEntrance application, MigrationLog log) {
        Failure failure;
        try {
            JavaRuntime.current().requireConnecting();
            MigrationLog ofDatabase =
                    log.ofDatabase(settings.database(), settings.account().url().toString());
            if (!new SchemaPreparation(settings, action, launch, ofDatabase, nanoTime).prepare(application)) {
                return OptionalInt.empty();
            }
            databases.succeeded(settings);
            return OptionalInt.of(0);
        } catch (StartupException e) {
            UnexpectedFailure.debug(e.getCause(), log);
            failure = e.failure();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure =
                    Failure.of(ExitCode.DATABASE_UNREACHABLE, "The start was interrupted before the schema was ready");
        } catch (Throwable e) {
            // The memory was exhausted, or the runtime lacks a class. Without this handler main would run without the
            // migration.
            UnexpectedFailure.debug(e, log);
            failure = UnexpectedFailure.of(e);
        }
        return OptionalInt.of(FailureBlock.write(databases.failed(settings, failure), settings.onFailure(), log));
    }
}
