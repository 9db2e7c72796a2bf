package io.automigrate.it.jvm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A child JVM at work. Closing kills it. */
public final class RunningJvm implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    private final List<String> command;
    private final Process process;
    private final long start;
    private final Output out;
    private final Output err;
    private final Thread outReader;
    private final Thread errReader;

    RunningJvm(List<String> command, Process process, long start) {
        this.command = command;
        this.process = process;
        this.start = start;
        out = new Output(start);
        err = new Output(start);
        outReader = reader("standard output", process.getInputStream(), out);
        errReader = reader("standard error", process.getErrorStream(), err);
    }

    private static Thread reader(String name, InputStream stream, Output output) {
        Thread thread = new Thread(() -> output.read(stream), "reader of a child's " + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    public long pid() {
        return process.pid();
    }

    /** Returns how long it has been running. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Waits until one of its streams has a line that contains this text, and returns the line. */
    public Output.Line awaitLine(String part) {
        return awaitLine(part, PATIENCE);
    }

    /** Waits until one of its streams has a line that contains this text, so long, and returns the line. */
    public Output.Line awaitLine(String part, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            // The streams may hold lines still when the process has ended: look after asking.
            boolean alive = outReader.isAlive() || errReader.isAlive();
            var line = out.line(part).or(() -> err.line(part));
            if (line.isPresent()) {
                return line.get();
            }
            if (!alive) {
                throw new AssertionError("ended without the line \"" + part + "\"\n" + finish());
            }
            pause();
        }
        throw new AssertionError("no line \"" + part + "\" within " + patience + "\n" + killed());
    }

    /** Returns the first line of one of its streams that contains this text, if there is one yet. */
    public Optional<Output.Line> line(String part) {
        return out.line(part).or(() -> err.line(part));
    }

    /** Returns how many lines of its streams contain this text by now. */
    public int count(String part) {
        return (int) Stream.of(out, err)
                .flatMap(output -> output.lines().stream())
                .filter(line -> line.text().contains(part))
                .count();
    }

    /** Returns whether the process has not ended yet. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns the processes that it has started, and theirs. */
    public List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** Lets it read the end of its standard input. */
    public RunningJvm endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Sends SIGTERM. */
    public RunningJvm terminate() {
        // Process.destroy() would close its streams, too.
        process.toHandle().destroy();
        return this;
    }

    /** Sends SIGKILL. */
    public RunningJvm kill() {
        process.toHandle().destroyForcibly();
        return this;
    }

    /** Waits for its end, not for ever. */
    public FinishedJvm finish() {
        return finish(PATIENCE);
    }

    /** Waits for its end, so long. */
    public FinishedJvm finish(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still running after " + patience + "\n" + killed());
            }
            Duration duration = age();
            outReader.join(PATIENCE.toMillis());
            errReader.join(PATIENCE.toMillis());
            return new FinishedJvm(command, process.exitValue(), out, err, duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    // With the stacks of its threads on its standard output, to see what it hangs on.
    private FinishedJvm killed() {
        try {
            new ProcessBuilder("kill", "-QUIT", Long.toString(pid())).start().waitFor();
            Thread.sleep(1000);
            process.destroyForcibly().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new FinishedJvm(command, process.exitValue(), out, err, age());
    }

    private void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
