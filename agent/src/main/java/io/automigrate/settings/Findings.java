package io.automigrate.settings;

import java.util.ArrayList;
import java.util.List;

/** What the user must know about the settings, collected so that all of it is said at once. */
final class Findings {
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** Adds that this value cannot be used. */
    void problem(Given given, String what) {
        problem(given.shown(), what);
    }

    void problem(String subject, String what) {
        add(subject + ": " + what, problems);
    }

    void warning(String subject, String what) {
        add(subject + ": " + what, warnings);
    }

    /** Once: several databases may share a setting. */
    private static void add(String line, List<String> lines) {
        if (!lines.contains(line)) {
            lines.add(line);
        }
    }

    List<String> problems() {
        return problems;
    }

    List<String> warnings() {
        return warnings;
    }
}
