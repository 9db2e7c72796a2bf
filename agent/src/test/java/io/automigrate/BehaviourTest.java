package io.automigrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.documents.MarkdownPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * docs/behaviour.md is true. Each cell of its first table is a start, which this test plays on H2. Each row of the second table, where
 * databases differ, names the integration test that shows it.
 */
class BehaviourTest {
    private static final MarkdownPage PAGE = MarkdownPage.all().stream()
            .filter(page -> page.file().endsWith("docs/behaviour.md"))
            .findFirst()
            .orElseThrow();
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    private static final String ORDERS = "CREATE TABLE orders (id INT)";
    private static final String BROKEN = "CREATE TABLE half (id INT); CREATE TABLE wrong (id NOTYPE)";

    /** Prepares a situation; the schema is empty, and there is one script. */
    private interface Situation {
        void prepare(BehaviourTest test) throws Exception;
    }

    private static final Map<String, Situation> SITUATIONS = Map.ofEntries(
            Map.entry("The schema is empty", test -> {}),
            Map.entry("The schema is up to date", BehaviourTest::migrate),
            Map.entry("A script is pending", test -> {
                test.migrate();
                test.script("V2__orders.sql", ORDERS);
            }),
            Map.entry("The schema is newer than the scripts", test -> {
                test.script("V2__orders.sql", ORDERS);
                test.migrate();
                Files.delete(test.scripts().resolve("V2__orders.sql"));
            }),
            Map.entry("A pending script fails", test -> {
                test.migrate();
                test.script("V2__orders.sql", BROKEN);
            }),
            Map.entry("The history holds a failed row", test -> {
                test.migrate();
                test.script("V2__orders.sql", BROKEN);
                assertThat(test.start.run()).isEqualTo(70);
            }),
            Map.entry("An applied script was changed", test -> {
                test.migrate();
                test.script("V1__customer.sql", "CREATE TABLE customer (id BIGINT)");
            }),
            Map.entry("An applied script is missing", test -> {
                test.script("V2__orders.sql", ORDERS);
                test.migrate();
                Files.delete(test.scripts().resolve("V1__customer.sql"));
            }),
            Map.entry("A script below the version is new", test -> {
                test.script("V3__orders.sql", ORDERS);
                test.migrate();
                test.script("V2__late.sql", "CREATE TABLE late (id INT)");
            }),
            Map.entry("The schema has tables and no history", test -> test.execute("CREATE TABLE invoice (id INT)")),
            Map.entry("An earlier start was killed in a script", test -> {
                test.migrate();
                test.execute(ORDERS);
                test.script("V2__orders.sql", ORDERS);
            }),
            Map.entry("The database is not reachable", test -> test.set("URL", "jdbc:h2:tcp://127.0.0.1:1/mem:shop")),
            Map.entry("The account is refused", test -> {
                test.migrate();
                test.set("PASSWORD", "wrong");
            }),
            Map.entry("The account may not create tables", test -> {
                test.execute("CREATE USER reader PASSWORD 'reader'");
                test.set("USER", "reader");
                test.set("PASSWORD", "reader");
            }),
            Map.entry("The directory for the backup is missing", test -> {
                test.migrate();
                test.script("V2__orders.sql", ORDERS);
                test.set("BACKUP", test.folder.resolve("none").toString());
            }),
            Map.entry("No driver fits the URL", test -> test.set("URL", "jdbc:nothing://db/shop")),
            Map.entry("A location does not exist", test -> test.set("LOCATIONS", "filesystem:/no/such/folder")),
            Map.entry("A setting is wrong", test -> test.set("CONNECT_TIMEOUT", "5 bananas")));

    /**
     * A cell of the first table.
     *
     * @param setting the variable of the column with its value; empty for a start without it
     * @param expected what the cell says
     * @param logged the words of the log in the row's last cell
     */
    record Cell(String situation, String setting, String expected, List<String> logged) {
        @Override
        public String toString() {
            return situation + ", " + (setting.isEmpty() ? "a start" : setting) + ": " + expected;
        }
    }

    static List<Cell> cells() {
        List<List<String>> table = table("| situation | a start |");
        List<String> heads = table.get(0);
        List<Cell> cells = new ArrayList<>();
        for (List<String> row : table.subList(1, table.size())) {
            for (int column = 1; column < heads.size() - 1; column++) {
                cells.add(new Cell(
                        row.get(0),
                        column == 1 ? "" : code(heads.get(column)).get(0),
                        row.get(column),
                        column == 1 ? code(row.get(heads.size() - 1)) : List.of()));
            }
        }
        return cells;
    }

    static List<String> integrationTests() {
        List<List<String>> table = table("| situation | PostgreSQL |");
        return table.stream()
                .skip(1)
                .flatMap(row -> code(row.get(row.size() - 1)).stream())
                .toList();
    }

    @TempDir
    Path folder;

    private final RecordedStart start = new RecordedStart();
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
    private Connection database;

    @BeforeEach
    void setUp() throws Exception {
        database = DriverManager.getConnection(url, "sa", "");
        Files.createDirectories(scripts());
        set("URL", url);
        set("USER", "sa");
        set("WAIT_TIMEOUT", "0");
        set("LOCATIONS", "filesystem:" + scripts());
        script("V1__customer.sql", "CREATE TABLE customer (id INT)");
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void a_start_does_what_its_cell_says(Cell cell) throws Exception {
        assertThat(SITUATIONS).as("the situations that can be played").containsKey(cell.situation());
        SITUATIONS.get(cell.situation()).prepare(this);
        if (!cell.setting().isEmpty()) {
            String[] setting = cell.setting().split("=");
            start.environment().put(setting[0], setting[1]);
            // Nobody migrates in these tests, so the mode wait waits in vain.
            start.environment().put("AUTO_MIGRATE_LOCK_TIMEOUT", setting[1].equals("wait") ? "300ms" : "10m");
        }
        int before = rows();

        int code = start.run();

        String log = start.log();
        switch (cell.expected()) {
            case "starts" -> {
                assertThat(code).as(log).isZero();
                assertThat(rows()).as("rows of the history").isEqualTo(before);
                assertThat(log).doesNotContain("FAILED");
            }
            case "migrates" -> {
                assertThat(code).as(log).isZero();
                assertThat(rows()).as("rows of the history").isGreaterThan(before);
            }
            case "warns, starts" -> {
                assertThat(code).as(log).isZero();
                assertThat(log).contains(" WARN ", "FAILED").doesNotContain(" ERROR ");
            }
            default -> assertThat(code).as(log).isEqualTo(Integer.parseInt(cell.expected()));
        }
        assertThat(cell.logged()).allSatisfy(words -> assertThat(log).contains(words));
    }

    @Test
    void each_situation_is_in_the_table() {
        assertThat(cells().stream().map(Cell::situation).distinct())
                .containsExactlyInAnyOrderElementsOf(SITUATIONS.keySet());
    }

    @ParameterizedTest
    @MethodSource("integrationTests")
    void a_difference_between_databases_is_shown_by_a_test(String name) throws IOException {
        Matcher method = Pattern.compile("(\\w+)\\.(\\w+)").matcher(name);
        assertThat(method.matches()).as(name).isTrue();
        try (Stream<Path> files = Files.walk(MarkdownPage.PROJECT.resolve("agent-it/src/test/java"))) {
            Path source = files.filter(file -> file.endsWith(method.group(1) + ".java"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readString(source)).contains("void " + method.group(2) + "(");
        }
    }

    private static List<List<String>> table(String head) {
        return PAGE.lines().stream()
                .dropWhile(line -> !line.startsWith(head))
                .takeWhile(line -> line.startsWith("|"))
                .filter(line -> !line.startsWith("|---"))
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static List<String> code(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    private Path scripts() {
        return folder.resolve("scripts");
    }

    private void set(String setting, String value) {
        start.environment().put("AUTO_MIGRATE_" + setting, value);
    }

    private void script(String name, String text) throws IOException {
        Files.writeString(scripts().resolve(name), text);
    }

    private void migrate() {
        assertThat(start.run()).as("%s", start.log()).isZero();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private int rows() {
        try (Statement statement = database.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM \"flyway_schema_history\"")) {
            count.next();
            return count.getInt(1);
        } catch (SQLException e) {
            return 0; // No history yet.
        }
    }
}
