package io.automigrate.migration;

import io.automigrate.migration.classpath.FoundFile;
import java.util.ArrayList;
import java.util.List;

/** Finds scripts that Flyway cannot tell apart. Flyway refuses to migrate with them; the agent refuses before it loads Flyway. */
record DuplicateScripts(ScriptProblems problems) {
    private static final String REMEDY =
            "Keep one of them, or rename the others. If the same file is in several jars or locations, remove all copies"
                    + " but one from the class path.";

    /** Adds a problem for each group of scripts with the same identity. */
    void check(List<Script> sorted) {
        int first = 0;
        while (first < sorted.size()) {
            int end = first + 1;
            while (end < sorted.size() && same(sorted.get(first), sorted.get(end))) {
                end++;
            }
            if (end - first > 1) {
                report(sorted.subList(first, end));
            }
            first = end;
        }
    }

    private static boolean same(Script one, Script other) {
        if (one.kind() != other.kind() || one.kind() == ScriptKind.UNDO) {
            return false;
        }
        return ScriptOrder.compareIdentity(one, other) == 0;
    }

    private void report(List<Script> scripts) {
        StringBuilder names = new StringBuilder();
        List<FoundFile> files = new ArrayList<>();
        for (Script script : scripts) {
            names.append(files.isEmpty() ? "\"" : ", \"")
                    .append(script.name().fileName())
                    .append('"');
            files.add(script.file());
        }
        problems.add(sentence(scripts) + ": " + names, files, REMEDY);
    }

    private static String sentence(List<Script> scripts) {
        ScriptName name = scripts.get(0).name();
        int count = scripts.size();
        return switch (name.kind()) {
            case REPEATABLE -> count + " repeatable scripts have the description \"" + name.description() + "\"";
            case CALLBACK -> count + " callbacks have the same name";
            case CONFIGURATION -> count + " configurations belong to the same script";
            default ->
                "Version " + name.version().orElseThrow() + " belongs to " + count
                        + (name.kind() == ScriptKind.BASELINE ? " baseline scripts" : " scripts");
        };
    }
}
