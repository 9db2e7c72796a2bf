package io.automigrate.host;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.OnFailure;
import io.automigrate.log.FailureBlock;
import io.automigrate.log.MigrationLog;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/**
 * A start that waits until the host has made the application's class loader. From then until the JVM ends, nothing of it is left; if
 * that moment never comes, the end of the JVM says so.
 */
public final class DeferredStart implements ToIntFunction<Object> {
    /** The end of a start that has not come far enough to decide, and has said so. */
    public static final OptionalInt NOT_YET = OptionalInt.of(-1);

    private static final int KEEP_WAITING = -1;

    /** The work for an application. */
    @FunctionalInterface
    public interface ApplicationStart {
        /**
         * Migrates for the application.
         *
         * @return 0 when it may start, else a number whose low byte is the code to end the process with; nothing when it is not the
         *     one to migrate for
         */
        OptionalInt start(ApplicationEntrance application);

        /**
         * Returns the applications that are done and untouched, as text for messages: {@code done: orders; untouched: audit}. Empty when
         * no application is done. Any thread may call this method, but not during {@link #start}.
         */
        default String soFar() {
            return "";
        }

        /** Returns whether a setting asks for a migration, so that the agent warns when the JVM ends without one. */
        default boolean isWanted() {
            return true;
        }
    }

    private final HostApplication host;
    private final Instrumentation instrumentation;
    private final MigrationLog log;
    private final OnFailure onFailure;
    private final ApplicationStart start;
    private final StartMoment moment;
    private final HookTransformer transformer;
    private final Thread farewell = new Thread(this::sayFarewell, "auto-migrate");
    private final List<String> passedOver = new ArrayList<>();
    private final List<ApplicationEntrance> awaited = new ArrayList<>();
    private volatile boolean isAtWork;
    private volatile boolean isExplained;

    /**
     * @param host the kind of program that is started; in one that is not deferred the moment must be able to come
     * @param onFailure the consequence of a host that is not as expected
     * @param moment the moment of the application that is waited for; an application in which it can't come is started at once
     */
    public DeferredStart(
            HostApplication host,
            Instrumentation instrumentation,
            MigrationLog log,
            OnFailure onFailure,
            ApplicationStart start,
            StartMoment moment) {
        this.host = host;
        this.instrumentation = instrumentation;
        this.log = log;
        this.onFailure = onFailure;
        this.start = start;
        this.moment = moment;
        this.transformer = new HookTransformer(host, this::refuseNow);
    }

    /** Begins to wait: from here on the host's classes are watched. */
    public void await() {
        if (!host.isDeferred()) {
            Runtime.getRuntime().addShutdownHook(farewell);
            weaveNow(ApplicationEntrance.ofThisJvm());
            return;
        }
        List<Class<?>> loaded = classesThatAreLoaded();
        instrumentation.addTransformer(transformer);
        Runtime.getRuntime().addShutdownHook(farewell);
        for (Class<?> early : loaded) {
            loadAgain(early);
        }
    }

    /** An AOT cache (JEP 483) brings the classes of the class path along as loaded ones, before any agent is asked. */
    private List<Class<?>> classesThatAreLoaded() {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (transformer.hooks(loaded)) {
                found.add(loaded);
            }
        }
        return found;
    }

    private void loadAgain(Class<?> early) {
        try {
            ClassReload.of(early, instrumentation);
        } catch (UnexpectedHostException e) {
            refuseNow(e);
        }
    }

    private void weaveNow(ApplicationEntrance application) {
        try {
            weave(application);
        } catch (UnexpectedHostException e) {
            refuseNow(e);
        }
    }

    /** Puts the hooks of the awaited moment into the application's libraries; returns whether there are any. */
    private boolean weave(ApplicationEntrance application) throws UnexpectedHostException {
        List<Hook> hooks = moment.hooks(application.loader());
        for (Hook hook : hooks) {
            InnerWeaving.weave(hook, application.loader(), instrumentation);
        }
        if (!hooks.isEmpty()) {
            awaited.add(application);
        }
        return !hooks.isEmpty();
    }

    /** Called through the bridge, by one thread at a time. */
    @Override
    public int applyAsInt(Object place) {
        Thread thread = Thread.currentThread();
        ClassLoader caller = thread.getContextClassLoader();
        try {
            // Libraries ask the context class loader first: they must meet their own resources.
            thread.setContextClassLoader(DeferredStart.class.getClassLoader());
            return reached(place, caller);
        } finally {
            thread.setContextClassLoader(caller);
        }
    }

    private int reached(Object place, ClassLoader caller) {
        if (transformer.reached()) {
            // The next application of a server comes through the same class.
            instrumentation.removeTransformer(transformer);
        }
        try {
            Optional<ApplicationEntrance> application = moment.gave(place)
                    ? Optional.of(ApplicationEntrance.inside(place, caller, awaited))
                    : ApplicationEntrance.find(host, place);
            if (application.isEmpty() || isAwaited(application.get())) {
                return KEEP_WAITING;
            }
            isAtWork = true;
            OptionalInt exitCode = start.start(application.get());
            isAtWork = false;
            if (exitCode.isEmpty()) {
                passedOver.add(application.get().name());
                return KEEP_WAITING;
            }
            if (exitCode.getAsInt() == KEEP_WAITING) {
                isExplained = moment != StartMoment.POOL;
                return KEEP_WAITING;
            }
            end();
            return exitCode.getAsInt();
        } catch (UnexpectedHostException e) {
            end();
            return refuse(e);
        }
    }

    /** Returns whether a hook inside the application will call, so that there is nothing to do yet. */
    private boolean isAwaited(ApplicationEntrance application) throws UnexpectedHostException {
        if (application.context() != null || !weave(application)) {
            return false;
        }
        if (!host.isServer()) {
            // There is only one application: no class of the host has to be waited for any more.
            instrumentation.removeTransformer(transformer);
        }
        return true;
    }

    private void end() {
        instrumentation.removeTransformer(transformer);
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and the farewell has been said or will be.
            return;
        }
    }

    private int refuse(UnexpectedHostException problem) {
        Failure failure = Failure.of(
                        ExitCode.CONFIGURATION,
                        "This " + host + " is not as auto-migrate knows it: " + problem.getMessage())
                .with("state", state(start.soFar()))
                .remedy("use a version of " + host + " that docs/hosts.md names, or migrate before the host starts;"
                        + " please report it");
        return tell(failure);
    }

    private int tell(Failure failure) {
        int exitCode = FailureBlock.write(failure, onFailure, log);
        log.start().ended(exitCode);
        return exitCode;
    }

    /** Inside the loading of a class nothing can be thrown: the JVM would drop it and go on. */
    private void refuseNow(UnexpectedHostException problem) {
        int exitCode = refuse(problem);
        if (exitCode != 0) {
            Runtime.getRuntime().halt(exitCode);
        }
    }

    private void sayFarewell() {
        int exitCode = tellWhatNeverCame();
        if (exitCode != 0) {
            Runtime.getRuntime().halt(exitCode);
        }
    }

    /** Returns the exit code of the process; 0 when the exit code of the host counts, which would report a success of a command. */
    int tellWhatNeverCame() {
        if (isExplained && onFailure != OnFailure.END_COMMAND) {
            return 0;
        }
        if (isAtWork) {
            // Stopped from outside, while waiting for the database for example: the log says already how far it came.
            return 0;
        }
        String soFar = start.soFar();
        boolean isNothing = soFar.isEmpty();
        String which = passedOver.isEmpty()
                ? awaited.isEmpty() ? "no application came to " + host : moment.missed()
                : "none of the applications has scripts" + (isNothing ? ": " : " for the rest: ")
                        + String.join(", ", passedOver);
        if (onFailure != OnFailure.END_COMMAND) {
            String line = "The JVM ends and " + (isNothing ? "nothing" : "not every database") + " was migrated, "
                    + which + (isNothing ? "" : " (" + soFar + ")");
            if (start.isWanted()) {
                log.warn(line);
            } else {
                log.info(line);
            }
            return 0;
        }
        return tell(Failure.of(
                        ExitCode.CONFIGURATION,
                        "The JVM ends and the command was not run" + (isNothing ? ", " : " for every database, ")
                                + which)
                .with("state", state(soFar))
                .remedy("see why " + host + " does not start the application"));
    }

    private static String state(String soFar) {
        return soFar.isEmpty() ? "the database was not touched" : soFar;
    }
}
