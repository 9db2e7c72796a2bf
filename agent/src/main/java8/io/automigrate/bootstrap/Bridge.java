package io.automigrate.bootstrap;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * The way from a hook inside the application's host back to the agent. The code that is woven into a host may refer to nothing but the
 * JDK, so it finds this class by name through the system class loader; this class holds the one reference to the hidden part, and lets
 * go of it when the migration is over.
 */
public final class Bridge implements Consumer<ToIntFunction<Object>> {
    private static volatile Bridge waiting;

    private final Closeable hidden;
    private final EarlySettings settings;
    private ToIntFunction<Object> start;
    private boolean isBusy;

    /**
     * @param hidden the class loader of the hidden part; it is closed when the migration is over
     * @param settings for the last net
     */
    Bridge(Closeable hidden, EarlySettings settings) {
        this.hidden = hidden;
        this.settings = settings;
    }

    /** Called by the hidden part when the start has to wait for a hook; the function is what {@link #reached} calls. */
    @Override
    public void accept(ToIntFunction<Object> start) {
        this.start = start;
        waiting = this;
    }

    static boolean isWaiting() {
        return waiting != null;
    }

    /**
     * Called by woven code, in the host, on the thread that starts an application. Returns when the application may start; throws
     * nothing, whatever happens, because a container would log it and serve the next request.
     *
     * @param place the object at the hook: a class loader, or an object that knows the class loader
     */
    public static void reached(Object place) {
        Bridge bridge = waiting;
        if (bridge != null && !isOurs(Thread.currentThread())) {
            bridge.enter(place);
        }
    }

    /**
     * Returns whether a thread connects to the database for the migration: the data source of a pool may be a pool itself, for which the
     * migration would wait for ever.
     */
    private static boolean isOurs(Thread thread) {
        return thread.getName().startsWith("auto-migrate");
    }

    /** Servers start their applications in parallel: one is migrated for, the others wait here. */
    private synchronized void enter(Object place) {
        if (waiting != this || isBusy) {
            return;
        }
        isBusy = true;
        int end = run(place);
        isBusy = false;
        if (end < 0) {
            return;
        }
        waiting = null;
        start = null;
        if (end > 0) {
            System.out.flush();
            System.err.flush();
            // System.exit would hang, because a server's shutdown hooks wait for locks that the thread which starts an
            // application holds.
            Runtime.getRuntime().halt(AgentPremain.exitCode(end));
        }
        try {
            hidden.close();
        } catch (IOException e) {
            // The file was only read, and the JVM closes the file with the object.
            return;
        }
    }

    private int run(Object place) {
        try {
            return start.applyAsInt(place);
        } catch (Throwable e) {
            return AgentPremain.refuseInternal(settings, e);
        }
    }
}
