package io.automigrate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Writes results for people, as Markdown, and for programs, as JSON. */
final class Report {
    private final List<Series.Result> results;

    Report(List<Series.Result> results) {
        this.results = List.copyOf(results);
    }

    String table() {
        StringBuilder text = new StringBuilder(machine()).append('\n');
        String series = "";
        for (Series.Result result : results) {
            if (!result.series().equals(series)) {
                series = result.series();
                text.append("\n**")
                        .append(series)
                        .append("** (")
                        .append(result.runs())
                        .append(" rounds)\n\n");
                text.append("| | process, ms | ratio | more, ms | first query after main began, ms |\n");
                text.append("|---|---:|---:|---:|---:|\n");
            }
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.2f | %+.0f | %s |%n",
                    result.name(),
                    result.wall(),
                    result.ratio(),
                    result.more(),
                    result.firstQuery() == 0 ? "" : String.format(Locale.ROOT, "%.0f", result.firstQuery())));
        }
        return text.toString();
    }

    private static String machine() {
        return LocalDate.now(ZoneOffset.UTC) + ", " + processor() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, load " + load();
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        } catch (IOException e) {
            return "unknown";
        }
    }

    String json() {
        StringBuilder text =
                new StringBuilder("{\"machine\": \"").append(machine()).append("\", \"results\": [");
        String separator = "\n";
        for (Series.Result result : results) {
            text.append(separator);
            text.append(String.format(
                    Locale.ROOT,
                    "{\"series\": \"%s\", \"command\": \"%s\", \"runs\": %d, \"wallMillis\": %.2f, \"ratio\": %.4f,"
                            + " \"moreMillis\": %.2f, \"firstQueryMillis\": %.2f}",
                    result.series(),
                    result.name(),
                    result.runs(),
                    result.wall(),
                    result.ratio(),
                    result.more(),
                    result.firstQuery()));
            separator = ",\n";
        }
        return text.append("\n]}\n").toString();
    }
}
