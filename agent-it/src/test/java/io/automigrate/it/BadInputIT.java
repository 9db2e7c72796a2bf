package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.automigrate.it.app.Application;
import io.automigrate.it.app.Packaging;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in settings and scripts: one block names the mistake, and the database is unchanged. */
@Execution(ExecutionMode.CONCURRENT)
class BadInputIT {
    private static final Database H2 = Database.H2_FILE;

    @TempDir
    private Path folder;

    private void assertRefused(FreshDatabase database, ChildJvm start, String... words) {
        FinishedJvm jvm = start.run();

        assertThat(jvm).endedWith(78).printedNothing().told(words).saidNothingElse();
        assertThat(jvm.story()).filteredOn(line -> line.contains("exit code")).hasSize(1);
        assertThat(database.tables()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    AUTO_MIGRATE_URL             | where the database is        | AUTO_MIGRATE_URL
                    AUTO_MIGRATE_URL             | http://localhost/shop        | http
                    AUTO_MIGRATE_URL             | jdbc:                        | AUTO_MIGRATE_URL
                    AUTO_MIGRATE_URL             | jdbc:nosuchdatabase:shop     | nosuchdatabase
                    AUTO_MIGRATE_URL             | postgres://                  | AUTO_MIGRATE_URL
                    AUTO_MIGRATE_WAIT_TIMEOUT    | 5 bananas                    | 5 bananas
                    AUTO_MIGRATE_WAIT_TIMEOUT    | -3s                          | -3s
                    AUTO_MIGRATE_CONNECT_TIMEOUT | 5m m                         | AUTO_MIGRATE_CONNECT_TIMEOUT
                    AUTO_MIGRATE_FAIL_ON_ERROR   | maybe                        | maybe
                    AUTO_MIGRATE                 | perhaps                      | perhaps
                    AUTO_MIGRATE_LOG_LEVEL       | loud                         | loud
                    AUTO_MIGRATE_LOG_FORMAT      | xml                          | xml
                    AUTO_MIGRATE_LOCATION        | classpath:db/migration       | AUTO_MIGRATE_LOCATIONS
                    AUTO_MIGRATE_PASWORD         | x                            | AUTO_MIGRATE_PASSWORD
                    AUTO_MIGRATE_LOCATIONS       | classpath:no/such/location   | no/such/location
                    AUTO_MIGRATE_LOCATIONS       | filesystem:/no/such/location | /no/such/location
                    AUTO_MIGRATE_LOCATIONS       | s3:bucket/scripts            | s3:
                    AUTO_MIGRATE_LOCATIONS       | ,                            | AUTO_MIGRATE_LOCATIONS
                    AUTO_MIGRATE_CLASSPATH       | /no/such/jar.jar             | /no/such/jar.jar
                    AUTO_MIGRATE_PASSWORD_FILE   | /run/no/such/password            | /run/no/such/password
                    AUTO_MIGRATE_PASSWORD_FILE   | /                            | AUTO_MIGRATE_PASSWORD_FILE
                    AUTO_MIGRATE_PASSWORD_FILE   | /dev/null                    | a pipe or a device
                    """)
    void a_setting_that_can_not_be_meant(String variable, String value, String word) {
        FreshDatabase database = H2.create(folder);
        ChildJvm start = UnderAgent.start(UnderAgent.hello(H2, Scripts.person()), database, folder)
                .environment(variable, value);
        if (variable.equals("AUTO_MIGRATE_PASSWORD_FILE")) {
            start = start.withoutEnvironment("AUTO_MIGRATE_PASSWORD");
        }

        assertRefused(database, start, variable, word);
    }

    @Test
    void a_password_file_that_must_not_be_read() throws IOException {
        assumeThat(System.getProperty("user.name"))
                .as("root may read everything")
                .isNotEqualTo("root");
        FreshDatabase database = H2.create(folder);
        Path file = Files.writeString(folder.resolve("password"), "x");
        assertThat(file.toFile().setReadable(false)).isTrue();

        assertRefused(
                database,
                UnderAgent.start(UnderAgent.hello(H2, Scripts.person()), database, folder)
                        .withoutEnvironment("AUTO_MIGRATE_PASSWORD")
                        .environment("AUTO_MIGRATE_PASSWORD_FILE", file.toString()),
                "AUTO_MIGRATE_PASSWORD_FILE",
                file.toString());
    }

    record Row(String name, Scripts scripts, String word) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> scripts() {
        Scripts person = Scripts.person();
        return List.of(
                new Row("not UTF-8", person.file("V3__x.sql", "-- Grüße".getBytes(ISO_8859_1)), "V3__x.sql"),
                new Row("one underscore", person.file("V3_x.sql", "SELECT 1;"), "V3_x.sql"),
                new Row("no version", person.file("V__x.sql", "SELECT 1;"), "V__x.sql"),
                new Row("a version that is none", person.file("Vnew__x.sql", "SELECT 1;"), "Vnew__x.sql"),
                new Row("empty", person.file("V3__x.sql", ""), "V3__x.sql"),
                new Row("white space only", person.file("V3__x.sql", " \n\t\r\n"), "V3__x.sql"),
                new Row("a shell script", person.file("V3__x.sh", "#!/bin/sh\ntouch touched"), "V3__x.sh"),
                new Row("a version twice", person.versioned("1", "another", "SELECT 1;"), "V1__another.sql"),
                new Row(
                        "a version twice, written differently",
                        person.versioned("1.0", "x", "SELECT 1;"),
                        "V1.0__x.sql"),
                new Row(
                        "a name twice, in folders",
                        person.in("db/migration/more").versioned("1", "create person", "SELECT 1;"),
                        "V1__create_person.sql"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void a_script_that_can_not_be_meant(Row row) {
        FreshDatabase database = H2.create(folder);

        assertRefused(database, UnderAgent.start(UnderAgent.hello(H2, row.scripts()), database, folder), row.word());
        assertThat(Files.exists(Path.of("touched"))).isFalse();
    }

    @Test
    void a_name_twice_in_two_jars() {
        FreshDatabase database = H2.create(folder);
        Path one =
                Scripts.none().versioned("1", "a", "CREATE TABLE a (id INT);").writeTo(folder.resolve("one"));
        Path other =
                Scripts.none().versioned("1", "a", "CREATE TABLE b (id INT);").writeTo(folder.resolve("other"));

        assertRefused(
                database,
                UnderAgent.start(UnderAgent.hello(H2, Scripts.none()), database, folder)
                        .environment("AUTO_MIGRATE_CLASSPATH", one + "," + other),
                "V1__a.sql",
                one.toString(),
                other.toString());
    }

    @Test
    void the_same_script_found_on_two_ways_is_one() {
        FreshDatabase database = H2.create(folder);
        ChildJvm start = UnderAgent.start(UnderAgent.hello(H2, Scripts.person()), database, folder);

        assertThat(start.environment(
                                "AUTO_MIGRATE_CLASSPATH",
                                folder.resolve("app/resources").toString())
                        .run())
                .endedWith(0)
                .told("2 applied");
    }

    @Test
    void a_script_of_20_megabytes() {
        FreshDatabase database = H2.create(folder);
        // Like a dump: many statements, some of them long.
        String line = "INSERT INTO page (text) VALUES ('" + "x".repeat(10_000) + "');\n";
        Scripts scripts =
                Scripts.none().versioned("1", "big", "CREATE TABLE page (text VARCHAR(20000));\n" + line.repeat(2_000));
        ChildJvm start = UnderAgent.start(UnderAgent.hello(H2, scripts), database, folder);

        assertThat(start.run()).endedWith(0).told("1 applied");
        assertThat(start.run()).endedWith(0).toldMatching("nothing pending");
        assertThat(database.query("SELECT COUNT(*) FROM page")).containsExactly("2000");
    }

    @Test
    void windows_line_ends_and_a_byte_order_mark_change_nothing() {
        FreshDatabase database = H2.create(folder);
        String unix = "CREATE TABLE note (\n  text VARCHAR(50)\n);\nINSERT INTO note VALUES ('Grüße');\n";
        byte[] windows = ("\uFEFF" + unix.replace("\n", "\r\n")).getBytes(UTF_8);

        assertThat(UnderAgent.start(
                                UnderAgent.hello(H2, Scripts.none().file("V1__note.sql", windows)), database, folder)
                        .run())
                .endedWith(0)
                .told("1 applied");
        assertThat(UnderAgent.start(UnderAgent.hello(H2, Scripts.none().file("V1__note.sql", unix)), database, folder)
                        .run())
                .endedWith(0)
                .toldMatching("nothing pending");
        assertThat(database.query("SELECT text FROM note")).containsExactly("Grüße");
    }

    @Test
    void a_broken_jar_on_the_class_path_does_not_matter_unless_scripts_are_looked_for_in_it() throws IOException {
        FreshDatabase database = H2.create(folder);
        Path broken = Files.writeString(folder.resolve("broken.jar"), "this is no jar");
        Application app = UnderAgent.hello(H2, Scripts.person());
        ChildJvm start = Packaging.WILDCARD.install(ChildJvm.of(Jdk.running()), app, folder.resolve("app"));
        Files.copy(broken, folder.resolve("app/lib/broken.jar"));

        // The JVM itself ignores such a file.
        assertThat(start.environment(database.forBoth())
                        .agentVariable(AgentJar.path())
                        .run())
                .endedWith(0)
                .printed("Hello")
                .told("2 applied");
    }
}
