package io.automigrate.it.database;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

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

    /** Suspends the server with the processes of its connections. */
    default void freeze() {
        processes().forEach(process -> signal("STOP", process.pid()));
    }

    /** Lets all processes go on. */
    default void thaw() {
        processes().forEach(process -> signal("CONT", process.pid()));
    }

    /** Kills all processes of the server, as a node does that loses its power. */
    default void crash() {
        List<ProcessHandle> processes = processes();
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
    }

    /** Starts the server again after a crash. */
    void restart();

    private List<ProcessHandle> processes() {
        ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();
        return Stream.concat(Stream.of(server), server.descendants()).toList();
    }

    private void signal(String name) {
        signal(name, pid());
    }

    private static void signal(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    void close();
}
