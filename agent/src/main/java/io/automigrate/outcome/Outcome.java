package io.automigrate.outcome;

import io.automigrate.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A start at one moment. All reports are written from it. Holds no secrets.
 *
 * @param process the process that starts
 * @param phase the phase of the start
 * @param verdict the result; empty until the start has ended
 * @param exitCode the exit code that the agent gives the process; 0 when the application starts; empty until the start has ended
 * @param isApplicationStarting whether the agent has ended and lets the application start
 * @param started the time of the beginning
 * @param taken the time of this moment
 * @param elapsed the time between the two, by a monotonic clock
 * @param databases each database or tenant on which the work has begun
 * @param failure the reason, when the start failed
 */
public record Outcome(
        ProcessFacts process,
        Phase phase,
        Optional<Verdict> verdict,
        OptionalInt exitCode,
        boolean isApplicationStarting,
        Instant started,
        Instant taken,
        Duration elapsed,
        List<DatabaseOutcome> databases,
        Optional<Failure> failure) {

    /** The modes and commands that bring the schema to a version or check it. A success of any other command says nothing about the schema. */
    private static final Set<String> MODES = Set.of("migrate", "validate", "wait");

    public Outcome {
        Objects.requireNonNull(process, "process");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(exitCode, "exitCode");
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(taken, "taken");
        Objects.requireNonNull(elapsed, "elapsed");
        Objects.requireNonNull(failure, "failure");
        databases = List.copyOf(databases);
    }

    /**
     * The process that starts.
     *
     * @param agentVersion the agent's version
     * @param mode the mode of the start, or the command in place of the application
     * @param host the name of the machine or the container
     * @param pid the process number on this host
     */
    public record ProcessFacts(String agentVersion, String mode, String host, long pid) {
        public ProcessFacts {
            Objects.requireNonNull(agentVersion, "agentVersion");
            Objects.requireNonNull(mode, "mode");
            Objects.requireNonNull(host, "host");
        }

        /**
         * Returns this process. The host is the name that the kernel knows, which in a container is the container's name. A look-up
         * of the name could take as long as the name server's timeout.
         */
        public static ProcessFacts ofThisProcess(String agentVersion, String mode) {
            String name = System.getenv("HOSTNAME");
            return new ProcessFacts(
                    agentVersion,
                    mode,
                    name != null && !name.isBlank() ? name : ofKernel(),
                    ProcessHandle.current().pid());
        }

        private static String ofKernel() {
            try {
                return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            } catch (IOException e) {
                // The file exists on Linux only.
                return "localhost";
            }
        }
    }

    /** Returns whether the start has ended. */
    public boolean isOver() {
        return verdict.isPresent();
    }

    /** Returns a summary in one sentence. */
    public String text() {
        if (verdict.isEmpty()) {
            return process.host() + ": " + phase.word();
        }
        String end =
                switch (verdict.get()) {
                    case SUCCEEDED ->
                        MODES.contains(process.mode())
                                ? "the schema is ready, " + applied() + " applied"
                                : "\"" + process.mode() + "\" is done";
                    case FAILED -> "FAILED: " + failure.map(Failure::headline).orElse("see the log");
                    case INTERRUPTED -> "interrupted before the schema was ready";
                };
        boolean startsAnyway = verdict.get() == Verdict.FAILED && isApplicationStarting;
        return process.host() + ": " + end + (startsAnyway ? " (the application starts anyway)" : "");
    }

    private long applied() {
        long applied = 0;
        for (DatabaseOutcome database : databases) {
            applied += database.applied();
        }
        return applied;
    }
}
