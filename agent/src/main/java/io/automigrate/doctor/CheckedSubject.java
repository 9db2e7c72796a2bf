package io.automigrate.doctor;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The results of the checks of one subject, in their order. */
final class CheckedSubject {
    private final String title;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param title the subject, as text for the report
     */
    CheckedSubject(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    List<Finding> list() {
        return findings;
    }

    boolean hasFailure() {
        for (Finding finding : findings) {
            if (finding.level() == Level.FAILURE) {
                return true;
            }
        }
        return false;
    }

    void ok(String text) {
        findings.add(new Finding(Level.OK, text, "", Optional.empty()));
    }

    void warn(String text, String recommendation) {
        findings.add(new Finding(Level.WARNING, text, recommendation, Optional.empty()));
    }

    void fail(String text, String recommendation, ExitCode exitCode) {
        findings.add(new Finding(Level.FAILURE, text, recommendation, Optional.of(exitCode)));
    }

    /** Adds the failure of a start: its first line, the explanation and the remedy. */
    void fail(Failure failure) {
        StringBuilder text = new StringBuilder(failure.headline());
        StringBuilder remedy = new StringBuilder();
        for (Failure.Detail detail : failure.details()) {
            if (detail.label().equals("remedy")) {
                remedy.append(remedy.isEmpty() ? "" : "\n").append(detail.text());
            } else if (!detail.label().equals("state")) {
                text.append('\n').append(detail.label()).append(": ").append(detail.text());
            }
        }
        fail(text.toString(), remedy.toString(), failure.exitCode());
    }
}
