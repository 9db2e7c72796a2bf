package io.automigrate.it.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what was tried and what was seen. Safe for use by several threads. */
final class Ledger {
    /** One experiment on one database. */
    record Subject(Experiment experiment, String database) implements Comparable<Subject> {
        @Override
        public int compareTo(Subject other) {
            int byExperiment = experiment.compareTo(other.experiment);
            return byExperiment != 0 ? byExperiment : database.compareTo(other.database);
        }
    }

    private final Path transcripts;
    private final Map<Subject, Map<String, Integer>> seen = new TreeMap<>();
    private final Map<Subject, Integer> runs = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Makes an empty ledger.
     *
     * @param transcripts the folder for what the processes of a run with a finding wrote
     */
    Ledger(Path transcripts) {
        this.transcripts = transcripts;
    }

    /** Counts a run. */
    synchronized void ran(Subject subject) {
        runs.merge(subject, 1, Integer::sum);
    }

    /** Counts something that was seen. */
    synchronized void saw(Subject subject, String what) {
        seen.computeIfAbsent(subject, any -> new TreeMap<>()).merge(what, 1, Integer::sum);
    }

    /** Keeps a finding, and writes its transcript to a file. */
    synchronized void found(Finding finding) {
        findings.add(finding);
        System.out.println("FINDING: " + finding);
        String name = finding.experiment() + "-" + finding.database() + "-" + findings.size() + ".txt";
        try {
            Files.createDirectories(transcripts);
            Files.writeString(
                    transcripts.resolve(name.toLowerCase(java.util.Locale.ROOT)),
                    finding + "\n\n" + finding.transcript());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Returns the findings of one subject. */
    synchronized List<String> findings(Subject subject) {
        return findings.stream()
                .filter(finding -> finding.experiment() == subject.experiment()
                        && finding.database().equals(subject.database()))
                .map(Finding::toString)
                .toList();
    }

    synchronized Map<Subject, Integer> runs() {
        return new TreeMap<>(runs);
    }

    synchronized Map<String, Integer> seen(Subject subject) {
        return new TreeMap<>(seen.getOrDefault(subject, Map.of()));
    }
}
