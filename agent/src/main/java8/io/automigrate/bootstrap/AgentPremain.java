package io.automigrate.bootstrap;

import java.lang.instrument.Instrumentation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.ToIntFunction;

/**
 * Where the JVM enters. Decides whether this JVM is an application on a Java that we know, hands over to the hidden part of the jar,
 * and turns whatever comes back into "go on" or an exit code.
 *
 * <p>Four rules hold for this class and its package: Java 8 byte code, because an old JVM has to load it to be told that it is old;
 * no logging library, no lambdas, nothing that initialises {@code java.util.logging}; no exception may leave {@code premain}, the JVM
 * would abort with 134; and what can wait is left to the hidden part, because every {@code java -version} comes through here.
 */
public final class AgentPremain {
    private static final String STARTUP = "io.automigrate.StartupEntrance";
    private static final String TRAINING = "io.automigrate.host.ArchiveTraining";
    private static final int CONFIGURATION = 78;
    private static final int INTERNAL = 70;

    /**
     * The second attachment of a jar, or of a copy of it, reaches this same class: the first jar on the system class path wins, so a
     * static flag is enough.
     */
    private static boolean attached;

    private AgentPremain() {}

    /**
     * Called by the JVM before {@code main}.
     *
     * @param arguments the text behind {@code =} in {@code -javaagent:jar=…}, or null
     * @param instrumentation for the one hook that a host needs whose applications have class loaders of their own
     */
    public static void premain(String arguments, Instrumentation instrumentation) {
        if (attached) {
            return;
        }
        attached = true;
        int end = start(arguments, instrumentation);
        if (end != 0) {
            System.out.flush();
            System.err.flush();
            System.exit(exitCode(end));
        }
    }

    /** Returns the low byte. Every end except 0 ends the process, and a command that succeeded must end the process with exit code 0. */
    static int exitCode(int end) {
        return end & 0xff;
    }

    private static int start(String arguments, Instrumentation instrumentation) {
        EarlySettings settings = new EarlySettings(arguments);
        try {
            if (settings.isSwitchedOff() && !settings.isDebug()) {
                return 0;
            }
            LaunchedProgram program = LaunchedProgram.current();
            JavaVersion java = JavaVersion.current();
            if (!program.isApplication(settings.onlyFor())) {
                return program.isMeant(settings.onlyFor()) && java.isSupported() ? train() : 0;
            }
            if (!java.isSupported()) {
                return refuse(settings, CONFIGURATION, java.refusal());
            }
            return migrate(arguments, instrumentation, settings);
        } catch (Throwable e) {
            return refuseInternal(settings, e);
        }
    }

    private static int migrate(String arguments, Instrumentation instrumentation, EarlySettings settings)
            throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        AgentClassLoader hidden = AgentClassLoader.over(AgentPremain.class);
        try {
            // Libraries ask the context class loader first: they must meet their own resources, never the
            // application's.
            thread.setContextClassLoader(hidden);
            @SuppressWarnings("unchecked")
            ToIntFunction<Object[]> startup = (ToIntFunction<Object[]>)
                    hidden.loadClass(STARTUP).getDeclaredConstructor().newInstance();
            return startup.applyAsInt(new Object[] {arguments, instrumentation, new Bridge(hidden, settings)});
        } finally {
            // premain runs on the main thread: what is left here, the application starts with.
            thread.setContextClassLoader(before);
            if (!Bridge.isWaiting()) {
                hidden.close();
            }
        }
    }

    /** Migrates nothing, because no database is there while an image is built. A failure costs time in production and nothing else. */
    private static int train() {
        try (AgentClassLoader hidden = AgentClassLoader.over(AgentPremain.class)) {
            ((Runnable) hidden.loadClass(TRAINING).getDeclaredConstructor().newInstance()).run();
        } catch (Throwable e) {
            System.err.println("The agent's classes are not in the class archive: " + e);
        }
        return 0;
    }

    static int refuseInternal(EarlySettings settings, Throwable failure) {
        return refuse(settings, INTERNAL, "The agent failed: " + failure);
    }

    /** The last net, for what the hidden part can't report itself. */
    private static int refuse(EarlySettings settings, int exitCode, String reason) {
        boolean fail = settings.failOnError();
        String other = settings.isCommand() ? "" : "; AUTO_MIGRATE_FAIL_ON_ERROR=false starts it anyway";
        String time = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        System.err.println(time + (fail ? " ERROR" : " WARN ") + " [Migration] " + reason
                + (fail
                        ? ". The application is not started (exit code " + exitCode + ")" + other
                        : ". The application starts anyway, because AUTO_MIGRATE_FAIL_ON_ERROR=false"));
        return fail ? exitCode : 0;
    }
}
