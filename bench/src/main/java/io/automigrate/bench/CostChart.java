package io.automigrate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bar chart of what a start with nothing to do costs, drawn from the benchmark's own JSON. {@code main} draws it again from a file:
 * {@code java bench/src/main/java/io/automigrate/bench/CostChart.java bench.json docs/drawings/cost.svg}.
 */
final class CostChart {
    private static final Pattern RESULT = Pattern.compile(
            "\"series\": \"([^\"]*)\", \"command\": \"([^\"]*)\".*?\"processMillis\": \\{\"median\": ([0-9.]+),.*?\"more\": (-?[0-9.]+)");
    private static final Set<String> SERIES = Set.of(
            "PostgreSQL, Java 17, 10 scripts, up to date",
            "Spring Boot 4.1, PostgreSQL, Java 17, 10 scripts, up to date");
    private static final int WIDTH = 760;
    private static final int LABELS = 340;
    private static final int ROW = 30;

    /**
     * One bar.
     *
     * @param first whether this is the command that the others of its series are compared with
     */
    private record Bar(String series, String command, double median, double more, boolean first) {
        boolean isShown() {
            return SERIES.contains(series)
                    && !command.contains("empty agent")
                    && !command.contains("connects and asks");
        }

        String label() {
            return first ? command + ", " + Math.round(median) + " ms" : command;
        }
    }

    private final List<Bar> bars = new ArrayList<>();

    CostChart(String json) {
        Matcher result = RESULT.matcher(json);
        String series = "";
        while (result.find()) {
            Bar bar = new Bar(
                    result.group(1),
                    result.group(2),
                    Double.parseDouble(result.group(3)),
                    Double.parseDouble(result.group(4)),
                    !result.group(1).equals(series));
            series = bar.series();
            if (bar.isShown()) {
                bars.add(bar);
            }
        }
    }

    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of(args[1]), new CostChart(Files.readString(Path.of(args[0]))).svg());
    }

    String svg() {
        double longest = bars.stream().mapToDouble(Bar::more).max().orElse(1);
        StringBuilder rows = new StringBuilder();
        int y = 58;
        for (Bar bar : bars) {
            if (bar.first()) {
                rows.append(text("title", 20, y + 20, bar.series().replace(", 10 scripts, up to date", "")));
                y += ROW;
            }
            int length = (int) Math.round(Math.max(bar.more(), 0) / longest * (WIDTH - LABELS - 110));
            rows.append(text("", 36, y + 20, bar.label()));
            rows.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"18\"/>%n",
                    bar.command().contains("this agent") ? "ours" : "",
                    LABELS,
                    y + 6,
                    Math.max(length, 1)));
            rows.append(text("", LABELS + length + 8, y + 20, String.format(Locale.ROOT, "%+.0f ms", bar.more())));
            y += ROW;
        }
        String title = "What a start with nothing to do costs: milliseconds more than the application alone";
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" role="img" aria-label="%3$s" font-family="system-ui, sans-serif" font-size="14">
                <title>%3$s</title>
                <style>
                text { fill: #1f2328 } .title { font-weight: 600 } rect { fill: #8c959f } .ours { fill: #0969da } .paper { fill: #ffffff }
                @media (prefers-color-scheme: dark) { text { fill: #f0f6fc } rect { fill: #656c76 } .ours { fill: #4493f8 } .paper { fill: #0d1117 } }
                </style>
                <rect class="paper" width="%1$d" height="%2$d"/>
                %4$s%5$s</svg>
                """.formatted(WIDTH, y + 16, title, text("title", 20, 32, title), rows);
    }

    private static String text(String kind, int x, int y, String words) {
        return "<text class=\"" + kind + "\" x=\"" + x + "\" y=\"" + y + "\">" + words + "</text>\n";
    }
}
