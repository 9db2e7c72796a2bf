package io.automigrate.doctor;

import io.automigrate.failure.ExitCode;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of a check.
 *
 * @param text one sentence
 * @param recommendation the remedy; empty when all is well
 * @param exitCode the exit code of a start; empty unless the finding is a failure
 */
record Finding(Level level, String text, String recommendation, Optional<ExitCode> exitCode) {
    Finding {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(recommendation, "recommendation");
        if (exitCode.isPresent() != (level == Level.FAILURE)) {
            throw new IllegalArgumentException("an exit code belongs to failures and to nothing else");
        }
    }
}
