package io.automigrate.it.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The page for readers: what was tried, how often, and what was seen. */
final class ReliabilityPage {
    private final TortureSettings settings;
    private final Ledger ledger;
    private final StringBuilder page = new StringBuilder();

    ReliabilityPage(TortureSettings settings, Ledger ledger) {
        this.settings = settings;
        this.ledger = ledger;
    }

    void write(Path file) throws IOException {
        page.append("# Reliability\n\n");
        page.append(
                "What was done to the agent on purpose, how often, and what was seen. A run of the test harness has written this"
                        + " page; the harness\nis in `agent-it`, package `io.automigrate.it.torture`. To repeat the run:\n\n");
        page.append("    mvn -Ptorture verify -Dtorture.seed=")
                .append(settings.seed())
                .append(" -Dtorture.runs=")
                .append(settings.runs())
                .append("\n\n");
        page.append("The run had the seed ")
                .append(settings.seed())
                .append(", Java ")
                .append(Runtime.version().feature())
                .append(" and ")
                .append(Runtime.getRuntime().availableProcessors())
                .append(" processors. After every run the harness checks that\n\n");
        for (Invariant invariant : Invariant.values()) {
            page.append("* ").append(invariant.sentence()).append(";\n");
        }
        page.append('\n');
        for (Experiment experiment : Experiment.values()) {
            experiment(experiment);
        }
        gaps();
        Files.writeString(file, page.toString());
    }

    private void experiment(Experiment experiment) {
        List<Ledger.Subject> subjects = ledger.runs().keySet().stream()
                .filter(subject -> subject.experiment() == experiment)
                .toList();
        if (subjects.isEmpty()) {
            return;
        }
        page.append("## ")
                .append(experiment.title())
                .append("\n\n")
                .append(experiment.description())
                .append("\n\n");
        page.append("| database | runs | what was seen | did not hold |\n|---|---:|---|---|\n");
        for (Ledger.Subject subject : subjects) {
            List<String> seen = new ArrayList<>();
            ledger.seen(subject).forEach((what, count) -> seen.add(count + " × " + what));
            page.append("| ").append(subject.database());
            page.append(" | ").append(ledger.runs().get(subject));
            page.append(" | ").append(String.join("<br>", seen));
            page.append(" | ").append(faults(subject)).append(" |\n");
        }
        page.append('\n');
    }

    private String faults(Ledger.Subject subject) {
        Map<String, Integer> faults = new TreeMap<>();
        for (Finding finding : ledger.findings()) {
            if (finding.experiment() == subject.experiment()
                    && finding.database().equals(subject.database())) {
                faults.merge(finding.gap().map(Enum::name).orElse("unexplained"), 1, Integer::sum);
            }
        }
        List<String> counted = new ArrayList<>();
        faults.forEach((gap, count) -> counted.add(count + " × " + gap));
        return counted.isEmpty() ? "nothing" : String.join("<br>", counted);
    }

    private void gaps() {
        page.append("## What does not hold\n\n");
        if (ledger.findings().isEmpty()) {
            page.append("In this run everything held.\n");
        }
        for (KnownGap gap : KnownGap.values()) {
            long count = ledger.findings().stream()
                    .filter(finding -> finding.gap().filter(gap::equals).isPresent())
                    .count();
            page.append("* **").append(gap).append("** (seen ").append(count).append(" times in this run): ");
            page.append(gap.sentence()).append('\n');
        }
        for (Finding finding : ledger.findings()) {
            if (finding.gap().isEmpty()) {
                page.append("* Unexplained: ")
                        .append(finding.toString().replace("|", "\\|"))
                        .append('\n');
            }
        }
    }
}
