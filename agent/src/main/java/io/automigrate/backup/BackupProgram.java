package io.automigrate.backup;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that makes a backup. The program gets the environment of this JVM without the settings of the agent, which hold a password,
 * and with the variables of this class.
 */
final class BackupProgram {
    private static final String OURS = "AUTO_MIGRATE";
    private static final int LINES = 20;
    private static final long LAST_WORDS = 1000;
    private static final long PATIENCE_SECONDS = 2;

    private final List<String> command;
    private final Map<String, String> environment = new HashMap<>();
    private Path target;

    /**
     * @param command the program and its arguments; everyone on the machine can read them, so no secret is among them
     */
    BackupProgram(List<String> command) {
        this.command = command;
    }

    /** Sets a variable. */
    BackupProgram with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Sets variables, and removes each variable without a value. */
    BackupProgram with(Map<String, Optional<String>> variables) {
        variables.forEach((name, value) -> environment.put(name, value.orElse(null)));
        return this;
    }

    /** Writes the standard output of the program to a file; otherwise the output is what the program says. */
    BackupProgram into(Path file) {
        target = file;
        return this;
    }

    /**
     * Runs the program to its end.
     *
     * @throws ProgramMissingException when there is no such program
     * @throws StartupException {@code BACKUP_FAILED} when the exit code was not 0
     * @throws IOException when the file can't be written
     * @throws InterruptedException when this thread was interrupted; the program has ended
     */
    void run() throws ProgramMissingException, StartupException, IOException, InterruptedException {
        Process process = start();
        Deque<String> lastLines = new ArrayDeque<>();
        Thread reader = new Thread(null, () -> read(process, lastLines), "auto-migrate-backup", 0, false);
        reader.setDaemon(true);
        reader.start();
        ProgramOutput output = ProgramOutput.into(target, process);
        int code;
        try {
            code = process.waitFor();
        } catch (InterruptedException e) {
            end(process);
            throw e;
        } finally {
            reader.join(LAST_WORDS);
        }
        if (output != null) {
            output.finish();
        }
        if (code != 0) {
            throw new StartupException(failure(code, lastLines));
        }
    }

    private Process start() throws ProgramMissingException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(target == null);
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith(OURS));
        // If the program is a JVM, its agent must not wait for the lock that this agent holds.
        variables.put(OURS, "false");
        environment.forEach((name, value) -> {
            if (value == null) {
                variables.remove(name);
            } else {
                variables.put(name, value);
            }
        });
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new ProgramMissingException(command.get(0), e);
        }
    }

    private void read(Process process, Deque<String> lastLines) {
        try (BufferedReader lines = target == null ? process.inputReader() : process.errorReader()) {
            String line = lines.readLine();
            while (line != null) {
                synchronized (lastLines) {
                    lastLines.add(line);
                    if (lastLines.size() > LINES) {
                        lastLines.remove();
                    }
                }
                line = lines.readLine();
            }
        } catch (IOException | UncheckedIOException e) {
            // The program has ended and closed the pipe; the output before is complete.
            return;
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    private Failure failure(int code, Deque<String> lastLines) {
        String program = command.get(0);
        Failure failure = Failure.of(
                        ExitCode.BACKUP_FAILED,
                        "No backup, no migration: \"" + program + "\" ended with exit code " + code)
                .with("command", String.join(" ", command));
        synchronized (lastLines) {
            if (!lastLines.isEmpty()) {
                failure = failure.with("output", String.join("\n", lastLines));
            }
        }
        return failure.with("state", "nothing was migrated")
                .remedy(
                        "correct the problem that the program names; AUTO_MIGRATE_BACKUP=command:… runs your own command instead");
    }
}
