package io.automigrate;

import io.automigrate.console.ReportPrinter;
import io.automigrate.database.driver.DriverWarmUp;
import io.automigrate.doctor.Doctor;
import io.automigrate.failure.OnFailure;
import io.automigrate.host.ApplicationEntrance;
import io.automigrate.host.HostApplication;
import io.automigrate.log.FailureBlock;
import io.automigrate.log.LogSettings;
import io.automigrate.log.MigrationLog;
import io.automigrate.log.StartObserver;
import io.automigrate.outcome.OutcomeSettings;
import io.automigrate.outcome.StartRecord;
import io.automigrate.secret.SecretMask;
import io.automigrate.settings.Command;
import io.automigrate.settings.CommandRequest;
import io.automigrate.settings.given.SettingSources;
import io.automigrate.settings.resolve.Resolution;
import io.automigrate.settings.resolve.SettingsListing;
import io.automigrate.settings.resolve.SettingsResolver;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/**
 * One start of an application: reads the settings, finds the host, prepares the schema now or when the host opens the application, and
 * reports the outcome.
 *
 * @param out the output for the result of a command
 * @param err the output for the log
 */
record Startup(SettingSources sources, PrintStream out, PrintStream err, InstantSource clock, LongSupplier nanoTime) {
    /**
     * Prepares the databases now, or later when the host opens the application.
     *
     * @param instrumentation the instrumentation for the hook in a host
     * @param later takes the function that the hook calls with the object at the hook; the function returns the result of this method, or
     *     less than 0 when the object is not the application
     * @return 0 when the JVM may go on, else a number whose low byte is the exit code of the process; the method throws no exception
     */
    int run(Instrumentation instrumentation, Consumer<ToIntFunction<Object>> later) {
        DriverWarmUp warmUp = null;
        try {
            Launch launch = new Launch(HostApplication.ofThisJvm(), instrumentation, later);
            String url = sources.plainUrl();
            // The warm-up needs a driver on the JVM's class path: with a host the warm-up may run too early, or with
            // the wrong class
            // loader.
            if (url != null && !launch.host().isDeferred()) {
                warmUp = DriverWarmUp.begin(url, ApplicationEntrance.ofThisJvm().loader());
            }
            Resolution resolution = new SettingsResolver(sources).resolve();
            if (resolution.isOfDataSource()) {
                return new DataSourceStart(this, resolution, sources, launch, null).await();
            }
            return url == null && FrameworkStart.isPossible(resolution, sources, launch)
                    ? new FrameworkStart(this, resolution, sources, launch).await()
                    : proceed(resolution, launch);
        } catch (Throwable e) {
            return UnexpectedFailure.write(e, OnFailure.REFUSE_START, log(LogSettings.DEFAULT));
        } finally {
            if (warmUp != null) {
                warmUp.end();
            }
        }
    }

    /** Does the work that the settings ask for, now or later when the host opens the application. The result is that of {@link #run}. */
    int proceed(Resolution resolution, Launch launch) {
        MigrationLog unobserved = log(resolution.log());
        if (isDoctor(resolution)) {
            return examine(resolution, launch, unobserved.masking(resolution.secretMask()));
        }
        MigrationLog log = observed(unobserved, resolution);
        for (String warning : resolution.warnings()) {
            log.warn(warning);
        }
        if (resolution instanceof Resolution.Resolved resolved) {
            return start(resolved, launch, log.masking(resolved.secretMask()));
        }
        if (resolution instanceof Resolution.Invalid invalid) {
            return ended(FailureBlock.write(invalid.failure(), invalid.onFailure(), log), log);
        }
        stayOut((Resolution.NothingToDo) resolution, log);
        return resolution.command().isPresent() ? CommandStart.END_WITH_ZERO : 0;
    }

    private void stayOut(Resolution.NothingToDo nothing, MigrationLog log) {
        if (nothing.switchedOff()) {
            log.debug("auto-migrate " + Version.current()
                    + " is switched off by AUTO_MIGRATE=false, nothing is migrated");
        } else {
            new MissingDatabase(sources, ApplicationEntrance.ofThisJvm().loader()).tell(log);
        }
    }

    private int start(Resolution.Resolved resolved, Launch launch, MigrationLog log) {
        OnFailure onFailure = resolved.settings().onFailure();
        try {
            StartAction action = resolved.command().isPresent()
                    ? new CommandStart(
                            resolved.command().get(),
                            SettingsListing.modeOfStart(sources),
                            out,
                            sources.environment(),
                            sources,
                            launch.answer())
                    : new OrdinaryStart(sources, launch.answer());
            DatabasePreparations preparations =
                    new DatabasePreparations(resolved.databases(), action, launch, log, nanoTime);
            preparations.announce();
            return launch.visit(preparations, onFailure, log);
        } catch (Throwable e) {
            return ended(UnexpectedFailure.write(e, onFailure, log), log);
        }
    }

    private static boolean isDoctor(Resolution resolution) {
        return resolution.command().isPresent() && resolution.command().get().command() == Command.DOCTOR;
    }

    private int examine(Resolution resolution, Launch launch, MigrationLog log) {
        CommandRequest request = resolution.command().orElseThrow();
        DoctorStart doctor = new DoctorStart(
                new Doctor(sources, launch.answer(), launch.connections(), launch.host(), log, nanoTime),
                resolution,
                new ReportPrinter(out, request.json(), resolution.secretMask(), sources.environment()));
        if (launch.isDeferred()) {
            doctor.announce();
        }
        return launch.visit(doctor, OnFailure.END_COMMAND, log);
    }

    MigrationLog observed(MigrationLog log, Resolution resolution) {
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

    MigrationLog log(LogSettings settings) {
        return new MigrationLog(err, clock, settings, SecretMask.URLS_ONLY);
    }
}
