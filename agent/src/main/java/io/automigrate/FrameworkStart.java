package io.automigrate;

import io.automigrate.database.driver.DriverClasses;
import io.automigrate.failure.OnFailure;
import io.automigrate.failure.StartupException;
import io.automigrate.framework.FrameworkQuestion;
import io.automigrate.host.ApplicationEntrance;
import io.automigrate.host.DeferredStart;
import io.automigrate.host.FrameworkHook;
import io.automigrate.host.StartMoment;
import io.automigrate.log.FailureBlock;
import io.automigrate.log.MigrationLog;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.settings.Location;
import io.automigrate.settings.discovery.FrameworkAnswer;
import io.automigrate.settings.given.GivenSummary;
import io.automigrate.settings.given.SettingSources;
import io.automigrate.settings.resolve.Resolution;
import io.automigrate.settings.resolve.SettingsResolver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The start of an application whose framework knows the database. The agent asks the framework and resolves the settings with the answer.
 * An application without such a framework starts with the variables of the environment.
 */
final class FrameworkStart implements DeferredStart.ApplicationStart {
    private static final String VENDOR = "{vendor}";

    private final Startup startup;
    private final Resolution unasked;
    private final SettingSources sources;
    private final GivenSummary given;
    private final Launch launch;
    private final MigrationLog log;

    /** Whether the database that the environment names has had its application. */
    private boolean isSharedDone;

    private Thread earlyDriver;

    /**
     * @param startup starts with the resolved settings
     * @param unasked the settings without an answer of the framework
     * @param sources the user's settings, which are stronger than the answer
     */
    FrameworkStart(Startup startup, Resolution unasked, SettingSources sources, Launch launch) {
        this.startup = startup;
        this.unasked = unasked;
        this.sources = sources;
        this.given = GivenSummary.of(sources);
        this.launch = launch;
        this.log = startup.log(unasked.log());
    }

    /** Returns whether the application may have a framework that knows the database better than the environment. */
    static boolean isPossible(Resolution unasked, SettingSources sources, Launch launch) {
        boolean isOff = unasked instanceof Resolution.NothingToDo nothing && nothing.switchedOff();
        return !isOff
                && launch.instrumentation() != null
                && !GivenSummary.of(sources).namesDatabase()
                && (launch.host().isDeferred()
                        || FrameworkHook.mayBeOnClassPath()
                                && FrameworkHook.of(
                                                ApplicationEntrance.ofThisJvm().loader())
                                        != null);
    }

    /**
     * Waits until the application's framework can be asked.
     *
     * @return 0: the JVM goes on
     */
    int await() {
        launch.await(new DeferredStart(
                launch.host(), launch.instrumentation(), log, onFailure(), this, StartMoment.FRAMEWORK));
        return 0;
    }

    /** Returns the known consequence of a failure. */
    private OnFailure onFailure() {
        if (unasked instanceof Resolution.Resolved resolved) {
            return resolved.settings().onFailure();
        }
        return unasked instanceof Resolution.Invalid invalid ? invalid.onFailure() : OnFailure.REFUSE_START;
    }

    /** The application's driver is loaded while its framework reads the configuration; on one processor this would save nothing. */
    @Override
    public void expect(ApplicationEntrance application) {
        if (earlyDriver == null && Runtime.getRuntime().availableProcessors() > 1) {
            earlyDriver = new Thread(null, () -> loadDriver(application), "auto-migrate-driver", 0, false);
            earlyDriver.setDaemon(true);
            earlyDriver.start();
        }
    }

    private void loadDriver(ApplicationEntrance application) {
        try {
            if (hasScripts(List.of(Location.DEFAULT), application)) {
                DriverClasses.loadBeforeUrl(application.loader());
            }
        } catch (StartupException | RuntimeException | LinkageError e) {
            // The start itself reads the class path and loads the driver again, and reports the failure. An exception
            // that ended this thread would be written to the console.
            return;
        }
    }

    private void endEarlyDriver() {
        try {
            if (earlyDriver != null) {
                earlyDriver.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public OptionalInt start(ApplicationEntrance application) {
        try {
            return startNow(application);
        } finally {
            endEarlyDriver();
        }
    }

    private OptionalInt startNow(ApplicationEntrance application) {
        try {
            if (application.context() == null) {
                return withoutFramework(application);
            }
            FrameworkAnswer answer = FrameworkQuestion.ask(application);
            return answer == null ? DeferredStart.NOT_YET : start(answer, application);
        } catch (StartupException e) {
            MigrationLog observed = startup.observed(log, unasked);
            UnexpectedFailure.debug(e.getCause(), observed);
            int exitCode = FailureBlock.write(e.failure(), onFailure(), observed);
            observed.start().ended(exitCode);
            return OptionalInt.of(exitCode);
        }
    }

    private OptionalInt withoutFramework(ApplicationEntrance application) throws StartupException {
        if (launch.host().isServer() && (isSharedDone || unasked instanceof Resolution.NothingToDo)) {
            // The server may open another application, which has a framework.
            return OptionalInt.empty();
        }
        OptionalInt exitCode = proceed(new SettingsResolver(sources).resolve(), application, null);
        isSharedDone = exitCode.isPresent();
        return exitCode;
    }

    /**
     * First checks whether the application of the server is the one to migrate for, because the code behind reports the outcome only
     * once.
     */
    private OptionalInt proceed(Resolution resolution, ApplicationEntrance application, FrameworkAnswer answer)
            throws StartupException {
        return launch.host().isServer() && ApplicationChoice.isPassedOver(resolution.known(), application, null, log)
                ? OptionalInt.empty()
                : OptionalInt.of(startup.proceed(resolution, launch.at(application, answer)));
    }

    private OptionalInt start(FrameworkAnswer answer, ApplicationEntrance application) throws StartupException {
        if (answer.switchedOff() != null && !given.any()) {
            log.info("The application's own migration is switched off (" + answer.switchedOff()
                    + "), nothing is migrated; AUTO_MIGRATE=true migrates all the same");
            return OptionalInt.of(0);
        }
        if (!given.anyButSwitch() && !hasScripts(locations(answer), application)) {
            log.info("The application has no migration scripts, nothing is migrated");
            return launch.host().isServer() ? OptionalInt.empty() : OptionalInt.of(0);
        }
        Resolution resolution = new SettingsResolver(sources, answer).resolve();
        if (resolution instanceof Resolution.NothingToDo) {
            log.info("The configuration of the application names no database for " + answer.framework()
                    + ", nothing is migrated");
            // This context may be the parent of the context that knows the database.
            return DeferredStart.NOT_YET;
        }
        return resolution.isOfDataSource()
                ? new DataSourceStart(startup, resolution, sources, launch, answer).start(application)
                : proceed(resolution, application, answer);
    }

    private boolean hasScripts(List<Location> locations, ApplicationEntrance application) throws StartupException {
        List<Path> none = List.of();
        ClassPathRoots roots = launch.host().isDeferred()
                ? ClassPathRoots.ofApplication(application.loader(), none)
                : ClassPathRoots.ofThisJvm(none);
        return MigrationCatalog.holdsAny(locations, roots);
    }

    /** Returns the locations, without the part for the kind of database, because the database may be unknown. */
    private static List<Location> locations(FrameworkAnswer answer) {
        if (answer.locations() == null) {
            return List.of(Location.DEFAULT);
        }
        List<Location> locations = new ArrayList<>();
        for (String text : answer.locations().value().split(",")) {
            int vendor = text.indexOf(VENDOR);
            String place = vendor < 0 ? text : text.substring(0, text.lastIndexOf('/', vendor) + 1);
            try {
                locations.add(Location.parse(place));
            } catch (IllegalArgumentException e) {
                // The resolver reports the same problem with the name of the setting.
                locations.add(Location.DEFAULT);
            }
        }
        return locations;
    }

    @Override
    public boolean isForEach() {
        return true;
    }

    @Override
    public boolean isWanted() {
        return given.any();
    }
}
