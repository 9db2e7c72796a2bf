package io.automigrate.log;

import io.automigrate.failure.Failure;
import io.automigrate.failure.OnFailure;

/**
 * Writes a failure as one block of marked lines. The first line is complete without the others, because log viewers show single
 * lines.
 */
public final class FailureBlock {
    private static final int LABEL_WIDTH = 11;

    private FailureBlock() {}

    /**
     * Writes the block and reports the failure to the observer of the start.
     *
     * @return the exit code, 0 when the application starts anyway
     */
    public static int write(Failure original, OnFailure onFailure, MigrationLog log) {
        Failure failure = log.shown(original);
        boolean goOn = onFailure == OnFailure.START_ANYWAY;
        StringBuilder block = begin(goOn ? "FAILED, but the application starts anyway: " : "FAILED: ", failure);
        int code = failure.exitCode().code();
        if (!goOn) {
            block.append("\n  exit code: ").append(code);
            if (onFailure == OnFailure.REFUSE_START) {
                block.append("; AUTO_MIGRATE_FAIL_ON_ERROR=false would start the application without the migrations");
            }
            log.failed(LogLevel.ERROR, block.toString(), failure);
            log.start().failed(failure, code);
            return code;
        }
        block.append("\n  go on:     AUTO_MIGRATE_FAIL_ON_ERROR=false; without it the exit code would be ")
                .append(code);
        log.failed(LogLevel.WARN, block.toString(), failure);
        log.start().failed(failure, 0);
        return 0;
    }

    /**
     * Writes the block of a failure that does not stop the start.
     *
     * @param lead the text before the headline
     */
    public static void writeWarning(String lead, Failure failure, MigrationLog log) {
        Failure shown = log.shown(failure);
        log.failed(LogLevel.WARN, begin(lead, shown).toString(), shown);
    }

    private static StringBuilder begin(String lead, Failure failure) {
        StringBuilder block = new StringBuilder(512).append(lead);
        append(block, failure.headline(), "");
        for (Failure.Detail detail : failure.details()) {
            String label = detail.label() + ":";
            block.append("\n  ").append(label);
            block.append(" ".repeat(Math.max(1, LABEL_WIDTH - label.length())));
            append(block, detail.text(), " ".repeat(2 + LABEL_WIDTH));
        }
        return block;
    }

    /** Appends the lines of a text below each other, to the right of the label. */
    private static void append(StringBuilder to, String text, String indent) {
        boolean first = true;
        for (String line : text.strip().split("\\R")) {
            if (!first) {
                to.append('\n').append(indent);
            }
            to.append(line);
            first = false;
        }
    }
}
