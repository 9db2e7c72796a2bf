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
 * A start at one moment: what everything that is reported to machines is written from. Holds no secrets.
 *
 * @param process who starts
 * @param phase how far it is
 * @param verdict how it ended; empty until then
 * @param exitCode what the process ends with because of the agent; 0 when the application starts; empty until that is known
 * @param isApplicationStarting whether the agent is done and lets the application start
 * @param started when it began
 * @param taken when this was
 * @param elapsed the time between the two, by a clock that nobody sets
 * @param databases each database or tenant that has been begun with
 * @param failure why it failed
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

    /** What is done before {@code main}, and the commands of the same names; others end well without a word about the schema. */
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
     * Who starts.
     *
     * @param agentVersion the agent's version
     * @param mode what is done before {@code main} or instead of it
     * @param host the name of the machine or the container
     * @param pid the number of the process there
     */
    public record ProcessFacts(String agentVersion, String mode, String host, long pid) {
        public ProcessFacts {
            Objects.requireNonNull(agentVersion, "agentVersion");
            Objects.requireNonNull(mode, "mode");
            Objects.requireNonNull(host, "host");
        }

        /**
         * Returns this process. Its host is what the kernel calls it, which in a container is the container's name; a look-up could
         * take as long as a name server wants.
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
                // Not Linux, where HOSTNAME is usually missing as well.
                return "localhost";
            }
        }
    }

    /** Returns whether nothing more will change. */
    public boolean isOver() {
        return verdict.isPresent();
    }

    /** Returns the whole in one sentence. */
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
                    case INTERRUPTED -> "ended from outside before the schema was ready";
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
