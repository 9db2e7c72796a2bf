package io.automigrate;

import io.automigrate.command.OneShotCommand;
import io.automigrate.command.ReportPrinter;
import io.automigrate.database.driver.DriverWarmUp;
import io.automigrate.doctor.Doctor;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.OnFailure;
import io.automigrate.failure.StartupException;
import io.automigrate.host.ApplicationEntrance;
import io.automigrate.host.DeferredStart;
import io.automigrate.host.HostApplication;
import io.automigrate.host.JavaRuntime;
import io.automigrate.log.FailureBlock;
import io.automigrate.log.LogSettings;
import io.automigrate.log.MigrationLog;
import io.automigrate.log.StartObserver;
import io.automigrate.outcome.OutcomeSettings;
import io.automigrate.outcome.StartRecord;
import io.automigrate.secret.SecretMask;
import io.automigrate.settings.Command;
import io.automigrate.settings.CommandRequest;
import io.automigrate.settings.Settings;
import io.automigrate.settings.given.SettingSources;
import io.automigrate.settings.resolve.Resolution;
import io.automigrate.settings.resolve.SettingsResolver;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.instrument.Instrumentation;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/**
 * One start of an application: settings, then the host, then the schema, now or when the host opens the application, then the outcome.
 */
final class Startup {
    /** The end of a command that went well: 0 would mean that the JVM goes on, and of this only the low byte counts. */
    private static final int END_WITH_ZERO = 0x100;

    private final SettingSources sources;
    private final PrintStream out;
    private final PrintStream err;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    /**
     * @param out where the result of a command goes
     * @param err where the story goes
     */
    Startup(SettingSources sources, PrintStream out, PrintStream err, InstantSource clock, LongSupplier nanoTime) {
        this.sources = sources;
        this.out = out;
        this.err = err;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Does it, or makes it be done when the host has come far enough.
     *
     * @param instrumentation for the hook, when the application is opened by a host
     * @param later takes what is to be called when the hook is reached, with what the hook has at hand; it returns what this method
     *     returns, or less than 0 when it was not the application
     * @return 0 when the JVM may go on, else a number whose low byte is the code to end the process with; nothing is thrown
     */
    int run(Instrumentation instrumentation, Consumer<ToIntFunction<Object>> later) {
        DriverWarmUp warmUp = null;
        try {
            HostApplication host = HostApplication.ofThisJvm();
            String url = sources.plainUrl();
            // Only where the driver is the JVM's own: elsewhere it may come too early, or from the wrong class loader.
            if (url != null && !host.isDeferred()) {
                warmUp = DriverWarmUp.begin(url, ApplicationEntrance.ofThisJvm().loader());
            }
            return run(new SettingsResolver(sources).resolve(), host, instrumentation, later);
        } catch (Throwable e) {
            return unexpected(e, OnFailure.REFUSE_START, log(LogSettings.DEFAULT));
        } finally {
            if (warmUp != null) {
                warmUp.end();
            }
        }
    }

    private int run(
            Resolution resolution,
            HostApplication host,
            Instrumentation instrumentation,
            Consumer<ToIntFunction<Object>> later) {
        MigrationLog unobserved = log(resolution.log());
        if (resolution.command().isPresent() && resolution.command().get().command() == Command.DOCTOR) {
            return examine(resolution, host, unobserved, instrumentation, later);
        }
        MigrationLog log = observed(unobserved, resolution);
        if (resolution instanceof Resolution.Resolved resolved) {
            warn(resolved.warnings(), log);
            return start(resolved, host, log.masking(resolved.secretMask()), instrumentation, later);
        }
        if (resolution instanceof Resolution.Invalid invalid) {
            warn(invalid.warnings(), log);
            return ended(FailureBlock.write(configuration(invalid), invalid.onFailure(), log), log);
        }
        Resolution.NothingToDo nothing = (Resolution.NothingToDo) resolution;
        warn(nothing.warnings(), log);
        if (!nothing.switchedOff()) {
            log.info(
                    "No database found in AUTO_MIGRATE_URL or the variables of the usual frameworks, nothing is migrated");
        }
        return 0;
    }

    private static void warn(List<String> warnings, MigrationLog log) {
        for (String warning : warnings) {
            log.warn(warning);
        }
    }

    private MigrationLog observed(MigrationLog log, Resolution resolution) {
        OutcomeSettings outcome = resolution.outcome();
        if (!outcome.isAnyAsked()) {
            return log.observedBy(new StartObserver(outcome.terminationMessage()));
        }
        String mode = resolution instanceof Resolution.Resolved resolved ? mode(resolved) : "";
        return log.observedBy(StartRecord.begin(outcome, Version.current(), mode, log, clock, nanoTime));
    }

    private static String mode(Resolution.Resolved resolved) {
        return resolved.command().isPresent()
                ? resolved.command().get().command().toString()
                : resolved.settings().engine().mode().name().toLowerCase(Locale.ROOT);
    }

    private static int ended(int exitCode, MigrationLog log) {
        log.start().ended(exitCode);
        return exitCode;
    }

    private MigrationLog log(LogSettings settings) {
        return new MigrationLog(err, clock, settings, SecretMask.URLS_ONLY);
    }

    private ReportPrinter printer(CommandRequest request, SecretMask mask) {
        return new ReportPrinter(out, request.json(), mask, sources.environment());
    }

    /** Lets the doctor look, be the settings valid or not. */
    private int examine(
            Resolution resolution,
            HostApplication host,
            MigrationLog log,
            Instrumentation instrumentation,
            Consumer<ToIntFunction<Object>> later) {
        SecretMask mask = Doctor.secretMask(resolution);
        MigrationLog masked = log.masking(mask);
        ReportPrinter printer = printer(resolution.command().orElseThrow(), mask);
        DeferredStart.ApplicationStart visit = application -> examine(resolution, host, application, printer, masked);
        if (!host.isDeferred()) {
            return visit.start(ApplicationEntrance.ofThisJvm()).orElse(0);
        }
        masked.info("auto-migrate " + Version.current() + ", " + host
                + ": the doctor looks when the application's classes are there");
        DeferredStart deferred = new DeferredStart(host, instrumentation, masked, OnFailure.END_COMMAND, visit);
        deferred.await();
        later.accept(deferred);
        return 0;
    }

    private OptionalInt examine(
            Resolution resolution,
            HostApplication host,
            ApplicationEntrance application,
            ReportPrinter printer,
            MigrationLog log) {
        try {
            JavaRuntime.current().requireConnecting();
            Doctor doctor = new Doctor(sources, host, log, nanoTime);
            return doctor.isPassedOver(resolution, application)
                    ? OptionalInt.empty()
                    : OptionalInt.of(END_WITH_ZERO | doctor.examine(resolution, application, printer));
        } catch (StartupException e) {
            return OptionalInt.of(FailureBlock.write(e.failure(), OnFailure.END_COMMAND, log));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.of(FailureBlock.write(
                    Failure.of(ExitCode.DATABASE_UNREACHABLE, "The doctor was interrupted"),
                    OnFailure.END_COMMAND,
                    log));
        } catch (Throwable e) {
            return OptionalInt.of(unexpected(e, OnFailure.END_COMMAND, log));
        }
    }

    private int start(
            Resolution.Resolved resolved,
            HostApplication host,
            MigrationLog log,
            Instrumentation instrumentation,
            Consumer<ToIntFunction<Object>> later) {
        OnFailure onFailure = resolved.settings().onFailure();
        DatabaseSequence databases = new DatabaseSequence(resolved.databases());
        try {
            if (!host.isDeferred()) {
                return migrate(databases, resolved.command(), host, ApplicationEntrance.ofThisJvm(), log)
                        .orElse(0);
            }
            for (Settings settings : resolved.databases()) {
                DatabaseSequence.log(settings, log)
                        .info(SchemaPreparation.introduction(settings) + ", " + host
                                + ": migrating when the application's classes are there");
            }
            DeferredStart.ApplicationStart start = new DeferredStart.ApplicationStart() {
                @Override
                public OptionalInt start(ApplicationEntrance application) {
                    return migrate(databases, resolved.command(), host, application, log);
                }

                @Override
                public String soFar() {
                    return databases.soFar();
                }
            };
            DeferredStart deferred = new DeferredStart(host, instrumentation, log, onFailure, start);
            deferred.await();
            later.accept(deferred);
            return 0;
        } catch (Throwable e) {
            return ended(unexpected(e, onFailure, log), log);
        }
    }

    /** Returns how it ends, or nothing when there is a database that this is not the application to migrate for. */
    private OptionalInt migrate(
            DatabaseSequence databases,
            Optional<CommandRequest> request,
            HostApplication host,
            ApplicationEntrance application,
            MigrationLog log) {
        for (Settings settings : databases.remaining()) {
            // A start that needs no command loads no class of theirs.
            OneShotCommand command = request.isEmpty()
                    ? null
                    : new OneShotCommand(request.get(), settings, printer(request.get(), settings.secretMask()));
            OptionalInt exitCode =
                    migrate(settings, command, databases, host, application, DatabaseSequence.log(settings, log));
            if (exitCode.isPresent() && exitCode.getAsInt() != 0) {
                return OptionalInt.of(ended(exitCode.getAsInt(), log));
            }
        }
        if (!databases.isOver()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(ended(request.isEmpty() ? 0 : END_WITH_ZERO, log));
    }

    private OptionalInt migrate(
            Settings settings,
            OneShotCommand command,
            DatabaseSequence databases,
            HostApplication host,
            ApplicationEntrance application,
            MigrationLog log) {
        Failure failure;
        try {
            JavaRuntime.current().requireConnecting();
            MigrationLog ofDatabase =
                    log.ofDatabase(settings.database(), settings.account().url().toString());
            SchemaPreparation preparation = new SchemaPreparation(settings, command, host, ofDatabase, nanoTime);
            if (!preparation.prepare(application)) {
                return OptionalInt.empty();
            }
            databases.succeeded(settings);
            return OptionalInt.of(0);
        } catch (StartupException e) {
            debug(e.getCause(), log);
            failure = e.failure();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure =
                    Failure.of(ExitCode.DATABASE_UNREACHABLE, "The start was interrupted before the schema was ready");
        } catch (Throwable e) {
            // Out of memory in a migration, a class that a reduced runtime lacks: main must not run on it unnoticed.
            debug(e, log);
            failure = unexpected(e);
        }
        return OptionalInt.of(FailureBlock.write(databases.failed(settings, failure), settings.onFailure(), log));
    }

    private static int unexpected(Throwable thrown, OnFailure onFailure, MigrationLog log) {
        debug(thrown, log);
        return FailureBlock.write(unexpected(thrown), onFailure, log);
    }

    private static void debug(Throwable thrown, MigrationLog log) {
        if (thrown != null && log.isDebugEnabled()) {
            log.debug(stackTrace(thrown));
        }
    }

    private static Failure configuration(Resolution.Invalid invalid) {
        Failure failure = Failure.of(
                ExitCode.CONFIGURATION,
                invalid.problems().size() == 1
                        ? invalid.problems().get(0)
                        : invalid.problems().size() + " settings are wrong");
        if (invalid.problems().size() > 1) {
            for (String problem : invalid.problems()) {
                failure = failure.with("setting", problem);
            }
        }
        return failure.with("state", "the database was not touched").remedy("correct the settings and start again");
    }

    private static Failure unexpected(Throwable thrown) {
        if (thrown instanceof LinkageError) {
            return Failure.of(ExitCode.CONFIGURATION, "A class is missing or does not fit: " + thrown)
                    .remedy(
                            "see that this Java runtime is complete, or has the modules java.sql, java.naming and java.management;"
                                    + " AUTO_MIGRATE_LOG_LEVEL=debug shows where this came from");
        }
        return Failure.of(ExitCode.MIGRATION_FAILED, "The agent failed: " + thrown)
                .with("state", "unknown: look at the history table before you start again")
                .remedy("AUTO_MIGRATE_LOG_LEVEL=debug shows where this came from");
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
