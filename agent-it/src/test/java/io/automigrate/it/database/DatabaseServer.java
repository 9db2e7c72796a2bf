package io.automigrate.it.database;

import java.io.IOException;

/** A database in a process of its own. */
public interface DatabaseServer extends AutoCloseable {
    int port();

    /** Makes a database, and an account with a password that owns it. */
    FreshDatabase create();

    /** Executes statements as the server's administrator. */
    void administer(String... statements);

    /** Returns the process that accepts connections. */
    long pid();

    /** Suspends the process: the kernel still accepts connections, but the server does not answer. */
    default void suspend() {
        signal("STOP");
    }

    /** Lets the process go on. */
    default void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    void close();
}
