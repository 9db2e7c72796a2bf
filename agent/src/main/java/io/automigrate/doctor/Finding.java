package io.automigrate.doctor;

import io.automigrate.failure.ExitCode;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of a check.
 *
 * @param text one sentence
 * @param recommendation what to do; empty when all is well
 * @param exitCode what a start would end with; only with failures
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
