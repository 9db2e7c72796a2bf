package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The line in the block is the line that the server means, in generated scripts that are hard to split. */
@Execution(ExecutionMode.CONCURRENT)
class FailingLineIT {
    private static final int SCRIPTS = Sample.isFull() ? 25 : 2;
    private static final String WRONG = "<wrong>";

    /** Statements and comments that succeed; {@code %d} is a number of their own. */
    private static final List<String> ANYWHERE = List.of(
            "",
            "\n",
            "-- it's a comment; with a quote\n",
            "/* a comment;\n\n   with 'lines */\n",
            "CREATE TABLE plain%d (id INT);\n",
            "CREATE TABLE wide%d (\n  -- a comment; inside\n  id INT,\n\n  name VARCHAR(90)\n);\n",
            "CREATE TABLE text%d (id INT, name VARCHAR(90));\nINSERT INTO text%<d VALUES (1, 'a;\n\n-- b''c');\n",
            "CREATE TABLE one%d (id INT); CREATE TABLE two%<d (id INT);\n");

    private static final List<String> ON_POSTGRESQL = List.of(
            "CREATE FUNCTION f%d() RETURNS INT LANGUAGE plpgsql AS $body$\nBEGIN\n  -- it's;\n  RETURN 1;\nEND;\n$body$;\n",
            "DO $$\nBEGIN\n\n  PERFORM 'x;';\nEND $$;\n", "/* outer /* inner;\n */ still */ SELECT 1;\n");

    private static final String COPY =
            "CREATE TABLE rows%d (id INT, name TEXT);\nCOPY rows%<d (id, name) FROM STDIN;\n1\tit's;\n2\t-- b\n\\.\n";

    private static final List<String> ON_MARIADB = List.of(
            "DELIMITER //\nCREATE PROCEDURE p%d()\nBEGIN\n  SELECT 1;\n\n  SELECT ';';\nEND//\nDELIMITER ;\n",
            "# it's a comment;\n",
            "CREATE TABLE `odd;%d` (id INT);\n",
            "CREATE TABLE esc%d (name VARCHAR(90));\nINSERT INTO esc%<d VALUES ('it\\'s;\n');\n");

    private static final List<String> FAILING_ON_POSTGRESQL = List.of(
            WRONG + "INSERT INTO nowhere VALUES (1);",
            "-- before it\n\nSELECT 1,\n  'a\n\nb',\n" + WRONG + "  nothing\n  AS name;",
            "CREATE TABLE last (\n  id INT, -- here;\n\n" + WRONG + "  oops oops oops\n);");

    /** MariaDB tells a position for errors of the syntax alone; any other error belongs to the first line of its statement. */
    private static final List<String> FAILING_ON_MARIADB = List.of(
            WRONG + "INSERT INTO nowhere VALUES (1);",
            "-- before it\n\n" + WRONG + "INSERT INTO nowhere\nVALUES (1);",
            "CREATE TABLE last (\n  id INT, -- here;\n\n" + WRONG + "  name INT)) oops\n);");

    /**
     * A script that fails.
     *
     * @param kind of the database
     * @param seed from which the script is made
     */
    record Case(Database kind, long seed) {
        private String sql() {
            Random random = new Random(seed);
            boolean isPostgres = kind == Database.POSTGRESQL;
            boolean isWindows = random.nextInt(3) == 0;
            List<String> pieces = new ArrayList<>(ANYWHERE);
            pieces.addAll(isPostgres ? ON_POSTGRESQL : ON_MARIADB);
            if (isPostgres && !isWindows) {
                pieces.add(COPY);
            }
            StringBuilder sql = new StringBuilder();
            for (int i = 0; i < 12; i++) {
                sql.append(pieces.get(random.nextInt(pieces.size())).formatted(i));
            }
            List<String> failing = isPostgres ? FAILING_ON_POSTGRESQL : FAILING_ON_MARIADB;
            sql.append(failing.get((int) seed % failing.size())).append("\n\nCREATE TABLE never (id INT);\n");
            return isWindows ? sql.toString().replace("\n", "\r\n") : sql.toString();
        }
    }

    @TempDir
    private Path folder;

    static List<Case> cases() {
        return Stream.of(Database.POSTGRESQL, Database.MARIADB)
                .flatMap(kind -> IntStream.range(0, SCRIPTS).mapToObj(seed -> new Case(kind, seed + 1)))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void the_line_in_the_block_is_that_of_the_servers_position(Case script) {
        String sql = script.sql();
        long line = 1
                + sql.substring(0, sql.indexOf(WRONG))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        FreshDatabase database = script.kind.create(folder);
        Scripts scripts = Scripts.none().versioned("1", "here", sql.replace(WRONG, ""));

        assertThat(UnderAgent.start(UnderAgent.hello(script.kind, scripts), database, folder)
                        .run())
                .endedWith(70)
                .told("FAILED: V1__here.sql, line " + line + ": ");
    }
}
