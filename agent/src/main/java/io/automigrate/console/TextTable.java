package io.automigrate.console;

import java.util.ArrayList;
import java.util.List;

/** A table as text. The table is at most as wide as the terminal: one column becomes narrower and wraps. */
public final class TextTable {
    private static final String GAP = "  ";
    private static final int NARROWEST = 10;

    private final List<String> titles;
    private final int flexible;
    private final List<List<Cell>> rows = new ArrayList<>();

    /** The content of one cell. */
    public record Cell(String text, Colour colour) {
        public static Cell of(String text) {
            return new Cell(text, Colour.NONE);
        }
    }

    /**
     * @param flexible the index of the column that gives way when the lines are too long
     */
    public TextTable(List<String> titles, int flexible) {
        this.titles = List.copyOf(titles);
        this.flexible = flexible;
    }

    /** Adds a line; it has a cell for each title. */
    public void add(List<Cell> row) {
        if (row.size() != titles.size()) {
            throw new IllegalArgumentException(row.size() + " cells for " + titles.size() + " titles");
        }
        rows.add(List.copyOf(row));
    }

    /** Returns the lines of the table, each with a line feed at its end; empty when there are no rows. */
    public String text(Terminal terminal) {
        if (rows.isEmpty()) {
            return "";
        }
        int[] widths = widths(terminal.columns());
        StringBuilder text = new StringBuilder();
        append(titles.stream().map(Cell::of).toList(), widths, terminal, text);
        List<Cell> rule = new ArrayList<>();
        for (int width : widths) {
            rule.add(Cell.of("-".repeat(width)));
        }
        append(rule, widths, terminal, text);
        for (List<Cell> row : rows) {
            append(row, widths, terminal, text);
        }
        return text.toString();
    }

    private int[] widths(int columns) {
        int[] widths = new int[titles.size()];
        int all = GAP.length() * (widths.length - 1);
        for (int i = 0; i < widths.length; i++) {
            widths[i] = titles.get(i).length();
            for (List<Cell> row : rows) {
                widths[i] = Math.max(widths[i], row.get(i).text().length());
            }
            all += widths[i];
        }
        if (all > columns) {
            int narrowest = Math.max(NARROWEST, titles.get(flexible).length());
            widths[flexible] = Math.max(narrowest, widths[flexible] - (all - columns));
        }
        return widths;
    }

    private void append(List<Cell> row, int[] widths, Terminal terminal, StringBuilder to) {
        List<String> wrapped = wrap(row.get(flexible).text(), widths[flexible]);
        for (int line = 0; line < wrapped.size(); line++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                Cell cell = row.get(i);
                String part = i == flexible ? wrapped.get(line) : line == 0 ? cell.text() : "";
                text.append(i == 0 ? "" : GAP)
                        .append(terminal.paint(part.isEmpty() ? Colour.NONE : cell.colour(), part))
                        .append(" ".repeat(Math.max(0, widths[i] - part.length())));
            }
            to.append(text.toString().stripTrailing()).append('\n');
        }
    }

    /** Breaks at spaces, and inside words that are longer than a line. */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > 0 ? space : width;
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}
