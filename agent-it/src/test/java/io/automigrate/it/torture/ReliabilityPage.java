package io.automigrate.it.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        page.append("```sh\nmvn -Ptorture -pl agent,agent-it verify ")
                .append(settings.options())
                .append("\n```\n\n");
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
        findings();
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
            page.append(" | ").append(ledger.findings(subject).size()).append(" |\n");
        }
        page.append('\n');
    }

    private void findings() {
        page.append("## What does not hold\n\n");
        if (ledger.findings().isEmpty()) {
            page.append("In this run everything held.\n");
        }
        for (Finding finding : ledger.findings()) {
            page.append("* ").append(finding.toString().replace("|", "\\|")).append('\n');
        }
    }
}
