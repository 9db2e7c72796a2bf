package io.automigrate.documents.drawing;

import java.util.List;
import java.util.Locale;

/** An SVG picture of boxes, arrows and text, readable on a light and on a dark page. */
final class Svg {
    private static final String HEAD = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s" font-family="system-ui, sans-serif" font-size="14">
            <title>%s</title>
            <style>
            text { fill: #1f2328 } .soft { fill: #59636e; font-size: 12px } .title { font-weight: 600 } .mono { font-family: ui-monospace, monospace; font-size: 13px }
            rect, circle { fill: #f6f8fa; stroke: #8c959f } line, path { stroke: #59636e; fill: none } .tip { fill: #59636e; stroke: none }
            .ours { fill: #ddf4ff; stroke: #0969da } .good { fill: #dafbe1; stroke: #1a7f37 } .bad { fill: #ffebe9; stroke: #cf222e } .paper { fill: #ffffff; stroke: none } .dash { stroke-dasharray: 5 4 }
            @media (prefers-color-scheme: dark) {
            text { fill: #f0f6fc } .soft { fill: #9198a1 } rect, circle { fill: #151b23; stroke: #656c76 } line, path { stroke: #9198a1 } .tip { fill: #9198a1 }
            .ours { fill: #121d2f; stroke: #4493f8 } .good { fill: #12261e; stroke: #3fb950 } .bad { fill: #25171c; stroke: #f85149 } .paper { fill: #0d1117 }
            }
            </style>
            <rect class="paper" width="%d" height="%d"/>
            """;

    private final StringBuilder text = new StringBuilder();

    Svg(int width, int height, String title) {
        text.append(HEAD.formatted(width, height, escaped(title), escaped(title), width, height));
    }

    /** Draws a box with a title and lines below it. */
    Svg box(String kind, int x, int y, int width, int height, String title, String... lines) {
        rectangle(kind, x, y, width, height);
        text("title", x + 10, y + 20, title);
        int line = y + 38;
        for (String words : lines) {
            text("soft", x + 10, line, words);
            line += 16;
        }
        return this;
    }

    Svg rectangle(String kind, int x, int y, int width, int height) {
        text.append("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n"
                .formatted(kind, x, y, width, height));
        return this;
    }

    Svg text(String kind, int x, int y, String words) {
        text.append("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n".formatted(kind, x, y, escaped(words)));
        return this;
    }

    Svg line(String kind, int fromX, int fromY, int toX, int toY) {
        text.append("<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n"
                .formatted(kind, fromX, fromY, toX, toY));
        return this;
    }

    /** Draws a line with a tip at its end. */
    Svg arrow(int fromX, int fromY, int toX, int toY) {
        line("", fromX, fromY, toX, toY);
        double angle = Math.toDegrees(Math.atan2(toY - fromY, toX - fromX));
        text.append(String.format(
                Locale.ROOT,
                "<path class=\"tip\" d=\"M0 0 L-9 -4.5 L-9 4.5 Z\" transform=\"translate(%d %d) rotate(%.0f)\"/>%n",
                toX,
                toY,
                angle));
        return this;
    }

    Svg lines(String kind, int x, int y, int step, List<String> lines) {
        int at = y;
        for (String words : lines) {
            text(kind, x, at, words);
            at += step;
        }
        return this;
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return text + "</svg>\n";
    }
}
