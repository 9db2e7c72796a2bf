package io.automigrate.bench;

import io.automigrate.it.jvm.AgentJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Writes the results as Markdown and as JSON. */
final class Report {
    private final String machine;
    private final long jarSize;
    private final List<Series.Result> results;

    /** Makes a report; the description of the machine was made before the benchmark itself was its load. */
    Report(String machine, List<Series.Result> results) {
        this.machine = machine;
        this.jarSize = sizeOf(AgentJar.path());
        this.results = List.copyOf(results);
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String table() {
        StringBuilder text = new StringBuilder(machine)
                .append(". The agent's jar has ")
                .append(jarSize / 1024)
                .append(" KB.\n");
        String series = "";
        for (Series.Result result : results) {
            if (!result.series().equals(series)) {
                series = result.series();
                head(text, series);
            }
            text.append("| ").append(result.command());
            for (Metric metric : metricsOf(series)) {
                cells(text, metric, result.figures().get(metric));
            }
            text.append(" |\n");
        }
        return text.toString();
    }

    private void head(StringBuilder text, String series) {
        List<String> titles = new ArrayList<>();
        for (Metric metric : metricsOf(series)) {
            titles.add(metric.title());
            switch (metric.shown()) {
                case COMPARED -> titles.addAll(List.of("ratio", "more, ms"));
                case WITH_WORST -> titles.add("at most, ms");
                case ALONE, FRACTION -> {
                    // The median says it all.
                }
                default -> throw new IllegalStateException(metric.toString());
            }
        }
        text.append("\n**")
                .append(series)
                .append("** (")
                .append(roundsOf(series))
                .append(" rounds)\n\n| |");
        titles.forEach(title -> text.append(' ').append(title).append(" |"));
        text.append("\n|---|").append("---:|".repeat(titles.size())).append('\n');
    }

    private static void cells(StringBuilder text, Metric metric, Figure figure) {
        switch (metric.shown()) {
            case COMPARED ->
                text.append(String.format(
                        Locale.ROOT, " | %.0f | %.2f | %+.0f", figure.median(), figure.ratio(), figure.more()));
            case WITH_WORST ->
                text.append(String.format(Locale.ROOT, " | %.0f | %.0f", figure.median(), figure.highest()));
            case FRACTION ->
                text.append(figure == null ? " | " : String.format(Locale.ROOT, " | %.2f", figure.median()));
            case ALONE -> text.append(figure == null ? " | " : String.format(Locale.ROOT, " | %.0f", figure.median()));
            default -> throw new IllegalStateException(metric.toString());
        }
    }

    /** Some commands of a series tell less than others. */
    private Iterable<Metric> metricsOf(String series) {
        TreeSet<Metric> metrics = new TreeSet<>();
        for (Series.Result result : results) {
            if (result.series().equals(series)) {
                metrics.addAll(result.figures().keySet());
            }
        }
        return metrics;
    }

    private int roundsOf(String series) {
        return results.stream()
                .filter(result -> result.series().equals(series))
                .findFirst()
                .orElseThrow()
                .rounds();
    }

    String json() {
        StringBuilder text = new StringBuilder("{\"machine\": \"")
                .append(machine)
                .append("\", \"jarBytes\": ")
                .append(jarSize)
                .append(", \"results\": [");
        String separator = "\n";
        for (Series.Result result : results) {
            text.append(separator);
            text.append(String.format(
                    Locale.ROOT,
                    "{\"series\": \"%s\", \"command\": \"%s\", \"rounds\": %d",
                    result.series(),
                    result.command(),
                    result.rounds()));
            for (Map.Entry<Metric, Figure> entry : result.figures().entrySet()) {
                Figure figure = entry.getValue();
                text.append(String.format(
                        Locale.ROOT,
                        ", \"%s\": {\"median\": %.2f, \"lowest\": %.2f, \"highest\": %.2f, \"ratio\": %.4f, \"more\": %.2f}",
                        entry.getKey().key(),
                        figure.median(),
                        figure.lowest(),
                        figure.highest(),
                        figure.ratio(),
                        figure.more()));
            }
            text.append('}');
            separator = ",\n";
        }
        return text.append("\n]}\n").toString();
    }
}
