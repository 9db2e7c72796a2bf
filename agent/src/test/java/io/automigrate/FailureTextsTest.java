package io.automigrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.database.ConnectionProblem;
import io.automigrate.url.JdbcUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The texts of all failures side by side, so that they can be read and judged together: {@code target/failure-texts.txt}. What a reader
 * of any of them needs is checked here; what each of them says, where the failure is tested.
 */
class FailureTextsTest {
    private static final Path COLLECTION = Path.of("target", "failure-texts.txt");

    /** A block fits a terminal, and its first line is read in a moment. */
    private static final int MOST_LINES = 14;

    private static final int LONGEST_HEADLINE = 350;

    @TempDir
    private Path folder;

    /** Failures that only the execution of a script shows. */
    private static Map<String, Situations.Preparation> scripts() {
        Map<String, Situations.Preparation> scripts = new LinkedHashMap<>();
        scripts.put("a syntax error", test -> test.script("V2__b.sql", "CREATE TABEL b (id INT)"));
        scripts.put("a missing table", test -> test.script("V2__b.sql", "CREATE TABLE b (id INT);\nDELETE FROM none"));
        scripts.put("a table that exists", test -> {
            test.migrate();
            test.execute("CREATE TABLE b (id INT)");
            test.script("V2__b.sql", "CREATE TABLE b (id INT)");
        });
        scripts.put("a missing right in a script", test -> {
            test.migrate();
            test.execute("CREATE USER reader PASSWORD 'reader'", "GRANT ALTER ANY SCHEMA TO reader");
            test.script("V2__b.sql", "CREATE USER other PASSWORD 'x'");
            test.set("USER", "reader");
            test.set("PASSWORD", "reader");
        });
        scripts.put("a changed description", test -> {
            test.migrate();
            Files.move(test.scripts().resolve("V1__a.sql"), test.scripts().resolve("V1__renamed.sql"));
        });
        return scripts;
    }

    /** What servers answer that no test has here: the SQL state and the message. */
    private static final List<String[]> REFUSALS = List.of(
            new String[] {"28P01", "FATAL: password authentication failed for user \"shop\""},
            new String[] {"08004", "The server requested SCRAM-based authentication, but no password was provided."},
            new String[] {"08006", "Could not open SSL root certificate file /root/.postgresql/root.crt."},
            new String[] {
                "28000",
                "FATAL: no pg_hba.conf entry for host \"10.0.0.7\", user \"shop\", database \"shop\", no encryption"
            },
            new String[] {"53300", "FATAL: too many connections for role \"shop\""},
            new String[] {"53300", "FATAL: sorry, too many clients already"},
            new String[] {"57P03", "FATAL: the database system is starting up"},
            new String[] {"3D000", "FATAL: database \"shop\" does not exist"});

    @Test
    void a_failure_says_what_happened_and_what_to_do_and_never_quotes_an_exception() throws Exception {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Situations.Situation situation : Situations.all()) {
            if (situation.start() != 0) {
                texts.put(situation.name(), failure(situation.preparation()));
            }
        }
        for (Map.Entry<String, Situations.Preparation> script : scripts().entrySet()) {
            texts.put(script.getKey(), failure(script.getValue()));
        }
        collect(texts);

        assertThat(texts).hasSizeGreaterThan(40).allSatisfy((name, text) -> {
            List<String> lines = text.lines().toList();
            assertThat(lines).as(name).isNotEmpty().hasSizeLessThanOrEqualTo(MOST_LINES);
            assertThat(lines.get(0)).as(name).matches("(\\[two] )?FAILED: .*").hasSizeLessThan(LONGEST_HEADLINE);
            assertThat(text).as(name).containsPattern(" {2}remedy: ").containsPattern(" {2}exit code: \\d\\d");
            // The driver's own words are quoted in a line of their own.
            assertThat(text.replaceAll("  driver:.*", ""))
                    .as(name)
                    .doesNotContain("null", "Exception", "SQL State", "Caused by", "https://", "run repair");
        });
    }

    private String failure(Situations.Preparation preparation) throws Exception {
        AgreementTest test = new AgreementTest();
        test.folder = Files.createTempDirectory(folder, "situation");
        test.prepare(preparation);
        assertThat(test.start.run()).isNotZero();
        return test.start.messages().stream()
                .filter(line -> line.startsWith("ERROR [Migration] "))
                .map(line -> line.substring("ERROR [Migration] ".length()).replace(test.folder.toString(), "/shop"))
                .collect(Collectors.joining("\n"));
    }

    /** Prints the texts and keeps them in a file. */
    private static void collect(Map<String, String> texts) throws IOException {
        List<String> collection = new ArrayList<>();
        texts.forEach((name, text) -> collection.add("# " + name + "\n" + text + "\n"));
        for (String[] refusal : REFUSALS) {
            ConnectionProblem problem = ConnectionProblem.of(
                    new SQLException(refusal[1], refusal[0]), new JdbcUrl("jdbc:postgresql://db:5432/shop"));
            collection.add("# " + refusal[0] + "\n" + problem.reason() + "\n  remedy: " + problem.remedy()
                    + "\n  exit code: " + problem.fault().exitCode().code() + "\n");
        }
        Files.write(COLLECTION, collection);
        collection.forEach(System.out::println);
    }
}
