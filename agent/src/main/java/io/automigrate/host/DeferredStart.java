package io.automigrate.host;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.OnFailure;
import io.automigrate.log.FailureBlock;
import io.automigrate.log.MigrationLog;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
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
    }

    private final HostApplication host;
    private final Instrumentation instrumentation;
    private final MigrationLog log;
    private final OnFailure onFailure;
    private final ApplicationStart start;
    private final HookTransformer transformer;
    private final Thread farewell = new Thread(this::sayFarewell, "auto-migrate");
    private final List<String> passedOver = new ArrayList<>();
    private volatile boolean isAtWork;

    /**
     * @param host what is being started; it must be deferred
     * @param onFailure what follows when a host is not as expected
     */
    public DeferredStart(
            HostApplication host,
            Instrumentation instrumentation,
            MigrationLog log,
            OnFailure onFailure,
            ApplicationStart start) {
        this.host = host;
        this.instrumentation = instrumentation;
        this.log = log;
        this.onFailure = onFailure;
        this.start = start;
        this.transformer = new HookTransformer(host, this::refuseNow);
    }

    /** Begins to wait: from here on the host's classes are watched. */
    public void await() {
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

    /**
     * Gives the JVM the class once more, past the transformer. Not by transforming it again: a JVM that has to be ready for that shows
     * every class to the agent twice (docs/design.md, "Hosts out of an AOT cache").
     */
    private void loadAgain(Class<?> early) {
        String file = early.getName().replace('.', '/') + ".class";
        try (InputStream in = early.getResourceAsStream('/' + file)) {
            if (in == null) {
                throw new FileNotFoundException(file);
            }
            instrumentation.redefineClasses(new ClassDefinition(early, in.readAllBytes()));
        } catch (IOException
                | ClassNotFoundException
                | UnmodifiableClassException
                | RuntimeException
                | LinkageError e) {
            refuseNow(new UnexpectedHostException(early.getName() + " is loaded already and can't be woven: " + e, e));
        }
    }

    /** Called through the bridge, by one thread at a time. */
    @Override
    public int applyAsInt(Object place) {
        transformer.reached();
        try {
            Optional<ApplicationEntrance> application = ApplicationEntrance.find(host, place);
            if (application.isEmpty()) {
                return KEEP_WAITING;
            }
            isAtWork = true;
            OptionalInt exitCode = start.start(application.get());
            if (exitCode.isEmpty()) {
                passedOver.add(application.get().name());
            }
            isAtWork = false;
            if (exitCode.isEmpty()) {
                return KEEP_WAITING;
            }
            end();
            return exitCode.getAsInt();
        } catch (UnexpectedHostException e) {
            end();
            return refuse(e);
        }
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

    /** Returns what the process has to end with, 0 when the host's own code holds: that would say of a command that all is well. */
    int tellWhatNeverCame() {
        if (isAtWork) {
            // Stopped from outside, while waiting for the database for example: the log says already how far it came.
            return 0;
        }
        String soFar = start.soFar();
        boolean isNothing = soFar.isEmpty();
        String which = passedOver.isEmpty()
                ? "no application came to " + host
                : "none of the applications has scripts" + (isNothing ? ": " : " for the rest: ")
                        + String.join(", ", passedOver);
        if (onFailure != OnFailure.END_COMMAND) {
            log.warn("The JVM ends and " + (isNothing ? "nothing" : "not every database") + " was migrated, " + which
                    + (isNothing ? "" : " (" + soFar + ")"));
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
