package io.automigrate.settings.given;

import java.util.ArrayList;
import java.util.List;

/** The problems and warnings about the settings, collected so that one report shows all of them. */
public final class Findings {
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** Adds the problem that this value cannot be used. */
    public void problem(Given given, String what) {
        problem(given.shown(), what);
    }

    public void problem(String subject, String what) {
        add(subject + ": " + what, problems);
    }

    public void warning(String subject, String what) {
        add(subject + ": " + what, warnings);
    }

    /** Each text is added once, because several databases may share a setting. */
    private static void add(String line, List<String> lines) {
        if (!lines.contains(line)) {
            lines.add(line);
        }
    }

    public List<String> problems() {
        return problems;
    }

    public List<String> warnings() {
        return warnings;
    }
}
