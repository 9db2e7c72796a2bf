package io.automigrate.host;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.OnFailure;
import io.automigrate.log.FailureBlock;
import io.automigrate.log.MigrationLog;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.ToIntFunction;

/**
 * A start that waits until the host has made the application's class loader. Afterwards nothing of the start remains in the JVM, except in a
 * server whose applications name their databases themselves: there it waits for the next application. If the host never makes the class loader, the agent logs this at the end of the JVM.
 */
public final class DeferredStart implements ToIntFunction<Object> {
    /** The result of a start that could not decide and has logged the reason. */
    public static final OptionalInt NOT_YET = OptionalInt.of(-1);

    private static final int KEEP_WAITING = -1;

    /** The work for an application. */
    @FunctionalInterface
    public interface ApplicationStart {
        /**
         * Migrates for the application.
         *
         * @return 0 when the application may start, else a number whose low byte is the exit code of the process; empty when this is not
         *     the application to migrate for
         */
        OptionalInt start(ApplicationEntrance application);

        /** Tells that {@link #start} will come for this application, so that the start may prepare. */
        default void expect(ApplicationEntrance application) {
            // Most starts have nothing to prepare.
        }

        /**
         * Returns the applications that are done and untouched, as text for messages: {@code done: orders; untouched: audit}. Empty when
         * no application is done. Any thread may call this method, but not during {@link #start}.
         */
        default String soFar() {
            return "";
        }

        /**
         * Returns whether each application of a server has a start of its own, because the applications themselves name their databases.
         */
        default boolean isForEach() {
            return false;
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

    /** The applications whose start is over. A server that closes an application lets go of its class loader. */
    private final Set<ClassLoader> started = Collections.newSetFromMap(new WeakHashMap<>());

    private volatile boolean isAtWork;
    private volatile boolean isExplained;

    /**
     * @param host the kind of program that is started; in one that is not deferred the moment must be able to come
     * @param onFailure the consequence of a host that is not as expected
     * @param moment the moment that the start waits for; an application in which this moment can't come starts at once
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
        this.transformer = new HookTransformer(host, moment, this::refuseNow);
    }

    /** Begins to watch the host's classes. */
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

    /** With an AOT cache (JEP 483) the JVM has loaded the classes of the class path before it asks an agent. */
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
            start.expect(application);
        }
        return !hooks.isEmpty();
    }

    /** The bridge calls this method, on one thread at a time. */
    @Override
    public int applyAsInt(Object place) {
        Thread thread = Thread.currentThread();
        ClassLoader caller = thread.getContextClassLoader();
        try {
            // Libraries ask the context class loader first, and must find their own resources.
            thread.setContextClassLoader(DeferredStart.class.getClassLoader());
            return reached(place, caller);
        } finally {
            thread.setContextClassLoader(caller);
        }
    }

    private int reached(Object place, ClassLoader caller) {
        if (transformer.reached()) {
            // The server opens its next application with the same class.
            instrumentation.removeTransformer(transformer);
        }
        try {
            Optional<ApplicationEntrance> application = moment.gave(place)
                    ? Optional.of(ApplicationEntrance.inside(place, caller, awaited))
                    : ApplicationEntrance.find(host, place);
            if (application.isEmpty() || isStarted(application.get()) || isAwaited(application.get())) {
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
            if (exitCode.getAsInt() == 0 && host.isServer() && start.isForEach()) {
                forget(application.get());
                isExplained = true;
                return KEEP_WAITING;
            }
            end();
            return exitCode.getAsInt();
        } catch (UnexpectedHostException e) {
            end();
            return refuse(e);
        }
    }

    /** An application may make several contexts of its framework, and only the first one with a database counts. */
    private boolean isStarted(ApplicationEntrance application) {
        for (ClassLoader loader : started) {
            if (ApplicationEntrance.isWithin(loader, application.loader())) {
                return true;
            }
        }
        return false;
    }

    private void forget(ApplicationEntrance application) {
        started.add(application.loader());
        for (ApplicationEntrance one : List.copyOf(awaited)) {
            if (ApplicationEntrance.isWithin(one.loader(), application.loader())) {
                started.add(one.loader());
                awaited.remove(one);
            }
        }
    }

    /** Returns whether a hook inside the application will call, so that there is nothing to do yet. */
    private boolean isAwaited(ApplicationEntrance application) throws UnexpectedHostException {
        if (application.context() != null || !weave(application)) {
            return false;
        }
        if (!host.isServer()) {
            // There is only one application, so the start need not wait for other classes of the host.
            instrumentation.removeTransformer(transformer);
        }
        return true;
    }

    private void end() {
        instrumentation.removeTransformer(transformer);
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and the shutdown hook logs the end.
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

    /** While the JVM loads a class, an exception would have no effect: the JVM would drop it and go on. */
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
            // The process was stopped from outside, for example during the wait for the database. The log contains the
            // progress already.
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
