package io.automigrate.engine.watch;

import io.automigrate.failure.StartupException;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * The thread that Flyway runs on. Flyway's own wait for its lock ends after 50 s on PostgreSQL, never on MySQL, after 2 s on H2; here the
 * starting thread watches the wait, logs it, and ends the thread at the deadline. No thread is left afterwards.
 */
public final class MigrationThread {
    private static final long LOOK_EVERY = 100;

    /** The longest time for an orderly end before the agent cuts the connections; less than the five seconds that SIGTERM promises. */
    private static final Duration PATIENCE = Duration.ofMillis(2500);

    private static final long LAST_CHANCE = 1000;

    /** A check of the thread at regular intervals. */
    interface Watch {
        /** Returns the reason why the thread has to be stopped; null when the thread may go on. */
        StartupException look();
    }

    private final Activity activity;
    private final WatchedConnections connections;
    private final Interruption interruption;

    public MigrationThread(Activity activity, WatchedConnections connections, Interruption interruption) {
        this.activity = activity;
        this.connections = connections;
        this.interruption = interruption;
    }

    /**
     * Runs the work to its end.
     *
     * @throws StartupException the exception of the work or of the watch
     * @throws InterruptedException when this thread was interrupted; the work has been stopped
     */
    public <T> T run(Callable<T> work, Watch watch) throws StartupException, InterruptedException {
        Outcome<T> outcome = new Outcome<>(work);
        // The thread inherits no thread-locals, because they belong to the application.
        Thread thread = new Thread(null, outcome, "auto-migrate-engine", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        Thread hook = new Thread(null, () -> terminate(thread, outcome), "auto-migrate-stop", 0, false);
        add(hook);
        StartupException reason = null;
        try {
            thread.start();
            while (reason == null && thread.isAlive()) {
                thread.join(LOOK_EVERY);
                reason = thread.isAlive() ? watch.look() : null;
            }
        } finally {
            end(thread);
            remove(hook);
        }
        if (reason != null && !outcome.isSuccess()) {
            throw reason;
        }
        return outcome.get();
    }

    private void end(Thread thread) throws InterruptedException {
        if (!thread.isAlive()) {
            thread.join();
            return;
        }
        stop(thread);
    }

    private void stop(Thread thread) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean sleeps = activity.stop();
        while (thread.isAlive() && System.nanoTime() < deadline) {
            if (sleeps) {
                thread.interrupt();
            }
            thread.join(LOOK_EVERY);
            sleeps = activity.stopAgain();
        }
        if (thread.isAlive()) {
            connections.abort();
            thread.join(LAST_CHANCE);
        }
    }

    /** Runs on a thread of the JVM after SIGTERM or a call of {@code System.exit}. The JVM ends when this method returns. */
    private void terminate(Thread thread, Outcome<?> outcome) {
        interruption.begins(activity.step());
        try {
            stop(thread);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (outcome.isSuccess()) {
            interruption.endsTooLate();
        } else {
            interruption.ends(outcome.failure(), activity.progress());
        }
    }

    private static void add(Thread hook) throws InterruptedException {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is on its way down already.
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    /** Removes the shutdown hook. When the hook runs already, this thread must not report anything. */
    private static void remove(Thread hook) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is on its way down and ends this thread. The caller would report any result of this thread as a
            // failure of the
            // migration.
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private static final class Outcome<T> implements Runnable {
        private final Callable<T> work;
        private volatile T result;
        private volatile Throwable failure;

        Outcome(Callable<T> work) {
            this.work = work;
        }

        @Override
        public void run() {
            try {
                result = work.call();
            } catch (Throwable e) {
                failure = e;
            }
        }

        boolean isSuccess() {
            return result != null;
        }

        Throwable failure() {
            return failure;
        }

        T get() throws StartupException, InterruptedException {
            if (failure instanceof StartupException e) {
                throw e;
            }
            if (failure instanceof InterruptedException e) {
                throw e;
            }
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
            if (failure != null) {
                throw new IllegalStateException(failure);
            }
            return result;
        }
    }
}
