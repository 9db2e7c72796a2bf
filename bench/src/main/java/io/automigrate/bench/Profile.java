package io.automigrate.bench;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the processor time of an up-to-date start goes, beside an agent that only connects and asks: samples of perf, by kind of work. The
 * rows of a table add up to the difference. The tables are written to {@code profile.md}.
 */
final class Profile implements Part {
    private static final int SAMPLES_PER_SECOND = 5000;
    private static final Scripts SCRIPTS = new Scripts(10);

    private final Subject subject;

    Profile(Subject subject) {
        this.subject = subject;
    }

    /** Returns whether perf is on the path. */
    static boolean isAvailable() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "perf")));
    }

    @Override
    public void measure(Results results) throws Exception {
        Path report = subject.folder().resolveSibling("profile.md");
        StringBuilder text = new StringBuilder();
        for (Jdk jdk : Jdk.supported()) {
            for (Database database : List.of(Database.POSTGRESQL, Database.MARIADB, Database.H2_FILE)) {
                text.append(table(jdk, database, results.rounds())).append('\n');
                Files.writeString(report, text);
            }
        }
        System.out.println(text);
    }

    private String table(Jdk jdk, Database kind, int rounds) throws IOException {
        Path scripts = SCRIPTS.inFolder(subject.folder());
        FreshDatabase database = kind.create(Files.createTempDirectory(subject.folder(), "db"));
        ChildJvm app = subject.application(jdk, scripts, database);
        Processes.require(subject.agent(app, database), "10 applied");
        Map<Work, Double> asking = new EnumMap<>(Work.class);
        Map<Work, Double> agent = new EnumMap<>(Work.class);
        for (int round = 0; round < rounds; round++) {
            sample(subject.askingAgent(app), rounds, asking);
            sample(subject.agent(app, database), rounds, agent);
        }
        StringBuilder text = new StringBuilder("| ")
                .append(Subject.name(kind))
                .append(", Java ")
                .append(jdk.feature())
                .append(", processor time in ms, mean of ")
                .append(rounds)
                .append(" | an agent that connects and asks | this agent | more |\n|---|---:|---:|---:|\n");
        for (Work work : Work.values()) {
            row(text, work.title(), asking.getOrDefault(work, 0.0), agent.getOrDefault(work, 0.0));
        }
        row(text, "**all**", sum(asking), sum(agent));
        return text.toString();
    }

    private static double sum(Map<Work, Double> times) {
        return times.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static void row(StringBuilder text, String title, double asking, double agent) {
        text.append(String.format(Locale.ROOT, "| %s | %.0f | %.0f | %+.0f |%n", title, asking, agent, agent - asking));
    }

    /** Runs the command once, and adds its milliseconds to the means. */
    private void sample(ChildJvm command, int rounds, Map<Work, Double> times) throws IOException {
        Path samples = Files.createTempFile(subject.folder(), "perf-", ".data");
        finished(command.launchedBy(
                "perf", "record", "-q", "-e", "cpu-clock", "-F", "" + SAMPLES_PER_SECOND, "-o", samples.toString()));
        FinishedJvm report = finished(ChildJvm.of(Path.of("perf"))
                .application(
                        "report",
                        "-i",
                        samples.toString(),
                        "-q",
                        "--stdio",
                        "-n",
                        "-t",
                        "|",
                        "--sort",
                        "comm,dso,symbol"));
        for (String line : report.out().text().lines().toList()) {
            // The share, the number of samples, thread, library, function.
            String[] cells = line.split("\\|", 5);
            if (cells.length == 5 && !line.startsWith("#")) {
                Work work = Work.of(cells[2].strip(), cells[3].strip(), cells[4]);
                double millis = Double.parseDouble(cells[1].strip()) * 1000 / SAMPLES_PER_SECOND;
                times.merge(work, millis / rounds, Double::sum);
            }
        }
        Files.delete(samples);
    }

    private static FinishedJvm finished(ChildJvm command) {
        FinishedJvm finished = command.run();
        if (finished.exitCode() != 0) {
            throw new IllegalStateException("no profile:\n" + finished);
        }
        return finished;
    }
}
