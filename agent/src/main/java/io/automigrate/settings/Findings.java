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
        problems.add(subject + ": " + what);
    }

    void warning(String subject, String what) {
        warnings.add(subject + ": " + what);
    }

    List<String> problems() {
        return problems;
    }

    List<String> warnings() {
        return warnings;
    }
}
