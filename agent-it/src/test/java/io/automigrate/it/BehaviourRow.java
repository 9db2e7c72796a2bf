package io.automigrate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.database.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A row of the second table of docs/behaviour.md, where databases differ. The tests that the row names take from it what they expect, so a
 * cell that is not true fails.
 *
 * @param cells the text of the cell of each database, in the order of the table
 * @param tests the names of the tests, {@code Class.method}
 */
record BehaviourRow(String situation, List<String> cells, List<String> tests) {
    private static final String HEAD = "| situation | PostgreSQL | MariaDB | H2 | SQLite |";
    private static final String NOT_PLAYED = "–";
    private static final Pattern CELL = Pattern.compile("(?:(\\d+(?: or \\d+)?)|starts|migrates)(?:, (.+))?");

    static List<BehaviourRow> all() {
        try {
            List<String> lines = Files.readAllLines(Path.of(System.getProperty("it.docs"), "behaviour.md"));
            List<BehaviourRow> rows = new ArrayList<>();
            for (String line : lines.subList(lines.indexOf(head(lines)) + 2, lines.size())) {
                List<String> cells =
                        Arrays.stream(line.split("\\|")).map(String::strip).toList();
                if (cells.size() > 6) {
                    rows.add(new BehaviourRow(
                            cells.get(1), cells.subList(2, 6), found("(?<=`)\\w+\\.\\w+(?=`)", cells.get(6))));
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String head(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith(HEAD)).findFirst().orElseThrow();
    }

    static BehaviourRow of(String situation) {
        return all().stream()
                .filter(row -> row.situation.equals(situation))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/behaviour.md has no row \"" + situation + '"'));
    }

    /** Returns the columns whose cell says what happens. */
    TreeSet<Integer> played() {
        TreeSet<Integer> played = new TreeSet<>();
        for (int column = 0; column < cells.size(); column++) {
            if (!cells.get(column).equals(NOT_PLAYED)) {
                assertThat(cells.get(column)).matches(CELL);
                played.add(column);
            }
        }
        return played;
    }

    /** Returns the column of a database. */
    static int column(Database kind) {
        return switch (kind) {
            case POSTGRESQL -> 0;
            case MARIADB -> 1;
            case H2_FILE, H2_SERVER -> 2;
            case SQLITE -> 3;
        };
    }

    /** Returns the one exit code of the cell. */
    int exitCode(Database kind) {
        List<Integer> codes = exitCodes(kind);
        assertThat(codes).as(situation).hasSize(1);
        return codes.get(0);
    }

    List<Integer> exitCodes(Database kind) {
        List<String> codes = found("\\d+", cells.get(column(kind)));
        return codes.isEmpty()
                ? List.of(0)
                : codes.stream().map(Integer::valueOf).toList();
    }

    /** Returns the words behind the exit code, which stand in the block of the failure. */
    String state(Database kind) {
        return Stream.of(cells.get(column(kind)).split(", ", 2))
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> found(String expression, String text) {
        return Pattern.compile(expression)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Override
    public String toString() {
        return situation;
    }
}
