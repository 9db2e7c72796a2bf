package io.automigrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.documents.CodeBlock;
import io.automigrate.documents.MarkdownPage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The output in the documents is what the agent prints. A block whose line above is {@code <!-- checked by DocumentedOutputTest: name -->}
 * is compared with a real start in the situation of that name; numbers and times may differ, and a line {@code …} stands for lines that
 * are left out. {@code -Ddocs.write=true} writes the real output into the documents.
 */
class DocumentedOutputTest {
    private static final Pattern CHECKED = Pattern.compile("<!-- checked by DocumentedOutputTest: ([\\w-]+) -->");
    private static final Pattern DRIVER = Pattern.compile("from\\s+file:\\S+/([^/\\s]+\\.jar)");
    private static final String LEFT_OUT = "…";
    private static final boolean WRITE = Boolean.getBoolean("docs.write");

    private static final String BROKEN = """
            CREATE TABLE orders (id INT);
            ALTER TABLE custmer ADD COLUMN orders INT;
            """;

    @TempDir
    Path folder;

    private final RecordedStart start = new RecordedStart();
    private final Map<String, String> shown = new LinkedHashMap<>();

    /** A situation; returns what the agent printed in it. */
    private interface Situation {
        String output(DocumentedOutputTest test) throws Exception;
    }

    private static final Map<String, Situation> SITUATIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("wrong-settings", test -> {
                test.set("WAIT_TIMEOUT", "5 bananas");
                test.set("LOCATION", "classpath:db/scripts");
                return test.failed(78);
            }),
            Map.entry("exit-64", DocumentedOutputTest::wrongCommandLine),
            Map.entry("exit-65-changed", test -> {
                test.migrate();
                test.script("V1__create_customer.sql", "CREATE TABLE customer (id BIGINT);");
                return test.failed(65);
            }),
            Map.entry("exit-65-foreign", test -> {
                test.execute("CREATE TABLE customer (id INT)", "CREATE TABLE invoice (id INT)");
                return test.failed(65);
            }),
            Map.entry("exit-65-failed-row", test -> {
                test.migrate();
                test.script("V2__orders.sql", BROKEN);
                test.failed(70);
                return test.failed(65);
            }),
            Map.entry("exit-65-missing", test -> {
                test.script("V2__orders.sql", "CREATE TABLE orders (id INT);");
                test.migrate();
                Files.delete(test.scripts().resolve("V1__create_customer.sql"));
                return test.failed(65);
            }),
            Map.entry("exit-69", test -> {
                int port = freePort();
                test.shown.put(":" + port, ":5432");
                test.set("URL", "jdbc:postgresql://localhost:" + port + "/shop");
                test.set("USER", "shop");
                test.set("WAIT_TIMEOUT", "1s");
                return test.failed(69);
            }),
            Map.entry("waiting", test -> {
                int port = freePort();
                test.shown.put(":" + port, ":5432");
                test.set("URL", "jdbc:postgresql://localhost:" + port + "/shop");
                test.set("USER", "shop");
                test.set("WAIT_TIMEOUT", "1s");
                assertThat(test.start.run()).isEqualTo(69);
                return test.log()
                        .lines()
                        .filter(line -> line.contains("Waiting"))
                        .collect(Collectors.joining("\n"));
            }),
            Map.entry("exit-70-half-applied", test -> {
                test.migrate();
                test.script("V2__orders.sql", BROKEN);
                return test.failed(70);
            }),
            Map.entry("exit-73", test -> {
                test.migrate();
                test.script("V2__orders.sql", "CREATE TABLE orders (id INT);");
                test.set("BACKUP", test.folder.resolve("backups").toString());
                return test.failed(73);
            }),
            Map.entry("exit-75", test -> {
                test.set("MODE", "wait");
                test.set("LOCK_TIMEOUT", "1s");
                return test.failed(75);
            }),
            Map.entry("exit-77", test -> {
                test.migrate();
                test.set("PASSWORD", "wrong");
                test.set("WAIT_TIMEOUT", "0");
                return test.failed(77);
            }),
            Map.entry("exit-78", test -> {
                test.set("LOCATIONS", "filesystem:" + test.folder.resolve("migrations"));
                return test.failed(78);
            }),
            Map.entry("first-start", test -> {
                test.shop();
                test.migrate();
                return test.log();
            }),
            Map.entry("next-start", test -> {
                test.shop();
                test.migrate();
                test.migrate();
                return test.log();
            }),
            Map.entry("switched-to-a-warning", test -> {
                test.migrate();
                test.script("V2__orders.sql", BROKEN);
                test.set("FAIL_ON_ERROR", "false");
                assertThat(test.start.run()).isZero();
                return test.log();
            }),
            Map.entry("command-migrate", test -> {
                test.shop();
                return test.command("migrate", 0);
            }),
            Map.entry("command-info", test -> {
                test.shop();
                test.migrate();
                test.twoMore();
                return test.command("info", 0);
            }),
            Map.entry("command-plan", test -> {
                test.shop();
                test.migrate();
                test.twoMore();
                return test.command("plan", 0);
            }),
            Map.entry("command-baseline", test -> {
                test.execute("CREATE TABLE customer (id INT)");
                return test.command("baseline", 0);
            }),
            Map.entry("command-repair", test -> {
                test.migrate();
                test.script("V1__create_customer.sql", "CREATE TABLE customer (id INT); -- a comment");
                return test.command("repair", 0);
            }),
            Map.entry("command-rollback", test -> {
                test.migrate();
                test.script("V2__orders.sql", "CREATE TABLE orders (id INT);");
                test.script("U2__orders.sql", "DROP TABLE orders;");
                test.migrate();
                return test.command("rollback", 0);
            }),
            Map.entry("command-validate-pending", test -> {
                test.migrate();
                test.script("V2__orders.sql", "CREATE TABLE orders (id INT);");
                assertThat(test.command("validate", 65)).isEmpty();
                return test.log();
            }),
            Map.entry("command-doctor", test -> {
                test.migrate();
                test.script("V3__orders.sql", "CREATE TABLE orders (id INT);");
                return test.command("doctor", 0);
            }),
            Map.entry("command-doctor-problems", test -> {
                int port = freePort();
                test.shown.put(":" + port, ":5432");
                test.shown.put("port " + port, "port 5432");
                test.set("URL", "jdbc:postgresql://localhost:" + port + "/shop");
                test.set("USER", "shop");
                test.set("WAIT_TIMEOUT", "0");
                test.set("LOCK_TIMEOUT", "5 bananas");
                return test.command("doctor", 78);
            })));

    static List<CodeBlock> blocks() {
        return MarkdownPage.all().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> CHECKED.matcher(block.before()).matches())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void a_block_shows_what_the_agent_prints(CodeBlock block) throws Exception {
        String name = CHECKED.matcher(block.before()).replaceFirst("$1");
        assertThat(SITUATIONS).as("%s: the situations", block).containsKey(name);

        List<String> real = shown(SITUATIONS.get(name).output(this)).lines().toList();

        if (WRITE) {
            write(block, real);
        } else {
            assertThat(missing(block.lines(), real))
                    .as("%s: lines that are not in the real output:%n%s", block, String.join("\n", real))
                    .isEmpty();
        }
    }

    /** Returns the lines of the document that do not follow each other in the real output. */
    private static List<String> missing(List<String> documented, List<String> real) {
        List<String> missing = new ArrayList<>();
        int at = 0;
        boolean mayLeaveOut = true;
        for (String line : documented) {
            if (line.strip().equals(LEFT_OUT)) {
                mayLeaveOut = true;
                continue;
            }
            int found = at;
            while (found < real.size() && !isSame(line, real.get(found))) {
                found++;
            }
            if (found == real.size() || found > at && !mayLeaveOut) {
                missing.add(line);
            } else {
                at = found + 1;
                mayLeaveOut = false;
            }
        }
        return missing;
    }

    private static boolean isSame(String documented, String real) {
        return withoutNumbers(documented).equals(withoutNumbers(real));
    }

    private static String withoutNumbers(String line) {
        return line.strip().replaceAll("[0-9]+", "#").replaceAll("-{3,}|\\s{2,}", " ");
    }

    @Test
    void a_line_that_the_agent_does_not_print_is_found() {
        List<String> real = List.of("one 1", "two 2", "three 3");

        assertThat(missing(List.of("one 9", "two 8"), real)).isEmpty();
        assertThat(missing(List.of("one 9", "…", "three 8"), real)).isEmpty();
        assertThat(missing(List.of("one 9", "three 8"), real)).containsExactly("three 8");
        assertThat(missing(List.of("four"), real)).containsExactly("four");
    }

    private static void write(CodeBlock block, List<String> real) throws IOException {
        Path file = MarkdownPage.PROJECT.resolve(block.page());
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        // An earlier block of the page may have got more lines: the fence is looked for again.
        int fence = lines.indexOf(block.before()) + 1;
        int end = fence + 1;
        while (!lines.get(end).equals("```")) {
            end++;
        }
        lines.subList(fence + 1, end).clear();
        lines.addAll(fence + 1, real);
        Files.write(file, lines);
    }

    @BeforeEach
    void setUp() throws IOException {
        Files.createDirectories(scripts());
        shown.put(folder.toString(), "/data");
        shown.put("auto-migrate unknown", "auto-migrate 1.0.0");
        start.properties().put("java.version", "17.0.15");
        start.properties().put("java.home", "/opt/java");
        start.properties().put("sun.java.command", "/app/shop.jar");
        set("URL", url());
        set("USER", "sa");
        set("LOCATIONS", "filesystem:" + scripts());
        script("V1__create_customer.sql", "CREATE TABLE customer (id INT);");
    }

    private void shop() throws IOException {
        script("V1__create_customer.sql", "CREATE TABLE customer (id INT, name VARCHAR(80));\n");
        script("V2__orders.sql", "CREATE TABLE orders (id INT, customer INT);\n");
        script("R__busy_customers.sql", "CREATE OR REPLACE VIEW busy AS SELECT customer FROM orders;\n");
    }

    private void twoMore() throws IOException {
        script(
                "V3__when_placed.sql",
                "ALTER TABLE orders ADD COLUMN placed TIMESTAMP;\nCREATE INDEX orders_placed ON orders (placed);\n");
        script("V4__backfill.sql", "UPDATE orders SET placed = TIMESTAMP '2026-01-01 00:00:00';\n");
    }

    private Path scripts() {
        return folder.resolve("scripts");
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("shop");
    }

    private void set(String setting, String value) {
        start.environment().put("AUTO_MIGRATE_" + setting, value);
    }

    private void script(String name, String text) throws IOException {
        Files.writeString(scripts().resolve(name), text);
    }

    private void execute(String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection(url(), "sa", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void migrate() {
        assertThat(start.run()).as("%s", start.log()).isZero();
    }

    private String log() {
        return String.join("\n", start.messages());
    }

    /** Returns the block of a start that fails. */
    private String failed(int code) {
        assertThat(start.run()).as("%s", start.log()).isEqualTo(code);
        return start.messages().stream()
                .filter(line -> line.startsWith("ERROR"))
                .collect(Collectors.joining("\n"));
    }

    private String command(String command, int code) {
        set("COMMAND", command);
        assertThat(start.run() & 0xff).as("%s", start.log()).isEqualTo(code);
        return start.output();
    }

    private static String wrongCommandLine(DocumentedOutputTest test) throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
            assertThat(CommandLineTool.run(new String[] {"inof"}, new File("auto-migrate-agent.jar")))
                    .isEqualTo(64);
        } finally {
            System.setErr(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Returns the output with the names of the documents in place of those of this machine. */
    private String shown(String output) {
        String text = DRIVER.matcher(output).replaceAll("from file:/app/lib/$1");
        for (Map.Entry<String, String> name : shown.entrySet()) {
            text = text.replace(name.getKey(), name.getValue());
        }
        return text;
    }
}
