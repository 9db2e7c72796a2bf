package io.automigrate.doctor;

import io.automigrate.console.Colour;
import io.automigrate.console.Report;
import io.automigrate.console.Terminal;
import io.automigrate.console.TextTable;
import io.automigrate.failure.ExitCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The results of all checks, as text and as JSON. */
record DoctorReport(List<CheckedSubject> subjects) implements Report {
    private static final String INDENT = "    ";

    DoctorReport {
        subjects = List.copyOf(subjects);
    }

    /** Returns the exit code of a start: the code of the first failure; empty without a failure. */
    Optional<ExitCode> exitCode() {
        return all().stream().flatMap(finding -> finding.exitCode().stream()).findFirst();
    }

    private List<Finding> all() {
        return subjects.stream().flatMap(subject -> subject.list().stream()).toList();
    }

    @Override
    public String text(Terminal terminal) {
        StringBuilder text = new StringBuilder();
        for (CheckedSubject subject : subjects) {
            if (!subject.list().isEmpty()) {
                text.append(text.isEmpty() ? "" : "\n").append(subject.title()).append('\n');
                subject.list().forEach(finding -> append(finding, terminal, text));
            }
        }
        return text.append('\n').append(summary()).append('\n').toString();
    }

    private String summary() {
        long failures = count(Level.FAILURE);
        long warnings = count(Level.WARNING);
        if (failures == 0 && warnings == 0) {
            return "All is well.";
        }
        return plural(failures, "problem") + ", " + plural(warnings, "warning")
                + exitCode()
                        .map(code -> "; a start would end with " + code.code())
                        .orElse("");
    }

    private static String plural(long count, String word) {
        return (count == 0 ? "no" : count) + " " + word + (count == 1 ? "" : "s");
    }

    private long count(Level level) {
        return all().stream().filter(finding -> finding.level() == level).count();
    }

    private static void append(Finding finding, Terminal terminal, StringBuilder to) {
        String mark =
                switch (finding.level()) {
                    case OK -> terminal.paint(Colour.GREEN, terminal.or("\u2713", "+"));
                    case WARNING -> terminal.paint(Colour.YELLOW, "!");
                    case FAILURE -> terminal.paint(Colour.RED, terminal.or("\u2717", "x"));
                };
        append("  " + mark + " ", INDENT, finding.text(), terminal, to);
        if (!finding.recommendation().isEmpty()) {
            String arrow = terminal.or("\u2192", "->") + " ";
            append(INDENT + arrow, INDENT + " ".repeat(arrow.length()), finding.recommendation(), terminal, to);
        }
    }

    private static void append(String first, String others, String text, Terminal terminal, StringBuilder to) {
        String beginning = first;
        for (String line : text.strip().split("\\R")) {
            for (String part : TextTable.wrap(line, terminal.columns() - others.length())) {
                to.append(beginning).append(part).append('\n');
                beginning = others;
            }
        }
    }

    @Override
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("command", "doctor");
        json.put("exitCode", exitCode().map(ExitCode::code).orElse(0));
        List<Object> checks = new ArrayList<>();
        for (CheckedSubject subject : subjects) {
            for (Finding finding : subject.list()) {
                Map<String, Object> check = new LinkedHashMap<>();
                check.put("subject", subject.title());
                check.put("level", finding.level());
                check.put("text", finding.text());
                check.put("recommendation", finding.recommendation().isEmpty() ? null : finding.recommendation());
                check.put("exitCode", finding.exitCode().map(ExitCode::code));
                checks.add(check);
            }
        }
        json.put("checks", checks);
        return json;
    }
}
