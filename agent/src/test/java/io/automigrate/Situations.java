package io.automigrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The table of {@link AgreementTest}: what a start can meet, with the exit codes that follow. */
final class Situations {
    static final String PERSON = "CREATE TABLE person (id INT)";
    private static final String ORDERS = "CREATE TABLE orders (id INT)";

    /** Prepares a situation. */
    interface Preparation {
        void prepare(AgreementTest test) throws Exception;
    }

    /**
     * One row of the table.
     *
     * @param start the exit code of the start, of the doctor and of the plan
     * @param validate the exit code of {@code validate}, which also refuses scripts that a start would apply
     */
    record Situation(String name, int start, int validate, Preparation preparation) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Situations() {}

    static List<Situation> all() {
        List<Situation> all = new ArrayList<>();
        all.addAll(schemas());
        all.addAll(histories());
        all.addAll(placeholders());
        all.addAll(scripts());
        all.addAll(settings());
        all.addAll(databases());
        return all;
    }

    private static List<Situation> schemas() {
        return List.of(
                new Situation("an empty schema", 0, 65, test -> {}),
                new Situation("an up to date schema", 0, 0, AgreementTest::migrate),
                new Situation("one more script", 0, 65, test -> {
                    test.migrate();
                    test.script("V2__b.sql", ORDERS);
                }),
                new Situation(
                        "a table without history", 65, 65, test -> test.execute("CREATE TABLE foreign_one (id INT)")),
                new Situation(
                        "a view without history, which H2 does not count",
                        0,
                        65,
                        test -> test.execute("CREATE VIEW v AS SELECT 1 AS one")),
                new Situation(
                        "a sequence without history, which H2 does not count",
                        0,
                        65,
                        test -> test.execute("CREATE SEQUENCE only_a_sequence")),
                new Situation("a baseline is allowed", 0, 65, test -> {
                    test.execute(PERSON);
                    test.script("V2__b.sql", ORDERS);
                    test.set("BASELINE_ON_MIGRATE", "true");
                }),
                new Situation("a baseline is allowed, and the tables match no version exactly", 65, 65, test -> {
                    test.execute("CREATE TABLE person (id INT, of_nobody INT)");
                    test.set("BASELINE_ON_MIGRATE", "true");
                }),
                new Situation("a baseline at the latest version", 0, 0, test -> {
                    test.execute(PERSON);
                    test.set("BASELINE_ON_MIGRATE", "true");
                    test.set("BASELINE_VERSION", "latest");
                }),
                new Situation("an empty history table beside tables", 0, 65, test -> {
                    test.script("V1__a.sql", ORDERS);
                    test.migrate();
                    test.execute("DELETE FROM \"flyway_schema_history\"", "DROP TABLE orders", PERSON);
                }),
                new Situation(
                        "the history of Flyway 4",
                        65,
                        65,
                        test -> test.execute(
                                "CREATE TABLE \"schema_version\" (\"installed_rank\" INT, \"version\" VARCHAR(50))")),
                new Situation("a schema that the start makes", 0, 65, test -> test.set("SCHEMAS", "SHOP")),
                new Situation("tables in another schema", 0, 65, test -> {
                    test.execute("CREATE TABLE foreign_one (id INT)");
                    test.set("SCHEMAS", "SHOP");
                }),
                new Situation("a tenant with tables and no history", 65, 65, test -> {
                    test.execute("CREATE SCHEMA \"acme\"", "CREATE TABLE \"acme\".x (id INT)");
                    test.set("TENANTS", "umbra, acme");
                }),
                new Situation("two tenants", 0, 65, test -> test.set("TENANTS", "umbra, acme")));
    }

    private static List<Situation> histories() {
        return List.of(
                new Situation("a changed script", 65, 65, test -> {
                    test.migrate();
                    test.script("V1__a.sql", ORDERS);
                }),
                new Situation("a changed script that is not validated", 0, 65, test -> {
                    test.migrate();
                    test.script("V1__a.sql", ORDERS);
                    test.set("VALIDATE_ON_MIGRATE", "false");
                }),
                new Situation("a missing script", 65, 65, test -> {
                    test.script("V2__b.sql", ORDERS);
                    test.migrate();
                    Files.delete(test.scripts().resolve("V1__a.sql"));
                }),
                new Situation("a missing script that is ignored", 0, 0, test -> {
                    test.script("V2__b.sql", ORDERS);
                    test.migrate();
                    Files.delete(test.scripts().resolve("V1__a.sql"));
                    test.set("IGNORE_MIGRATION_PATTERNS", "*:missing");
                }),
                new Situation("a newer schema", 0, 0, test -> {
                    test.script("V2__b.sql", ORDERS);
                    test.migrate();
                    Files.delete(test.scripts().resolve("V2__b.sql"));
                }),
                new Situation("a script out of order", 65, 65, test -> {
                    test.script("V3__c.sql", ORDERS);
                    test.migrate();
                    test.script("V2__b.sql", "CREATE TABLE late (id INT)");
                }),
                new Situation("a script out of order that is allowed", 0, 65, test -> {
                    test.script("V3__c.sql", ORDERS);
                    test.migrate();
                    test.script("V2__b.sql", "CREATE TABLE late (id INT)");
                    test.set("OUT_OF_ORDER", "true");
                }),
                new Situation("a failed row", 65, 65, test -> {
                    test.script("V2__b.sql", "CREATE TABLE half (id INT); CREATE TABLE wrong (id NOTYPE)");
                    assertThat(test.start.run()).isEqualTo(70);
                }),
                new Situation("a failed row that is not validated", 65, 65, test -> {
                    test.script("V2__b.sql", "CREATE TABLE half (id INT); CREATE TABLE wrong (id NOTYPE)");
                    assertThat(test.start.run()).isEqualTo(70);
                    test.set("VALIDATE_ON_MIGRATE", "false");
                }),
                new Situation("a repeatable script that has changed", 0, 65, test -> {
                    test.script("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS one");
                    test.migrate();
                    test.script("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT 2 AS one");
                }));
    }

    private static List<Situation> placeholders() {
        return List.of(
                new Situation("a placeholder without a value", 78, 65, test -> {
                    test.script("V2__b.sql", ORDERS);
                    test.script("V3__c.sql", "INSERT INTO orders\nVALUES (${first_id})");
                }),
                new Situation("a placeholder with a value", 0, 65, test -> {
                    test.script("V2__b.sql", "CREATE TABLE ${name} (id INT)");
                    test.set("PLACEHOLDERS_NAME", "orders");
                }),
                new Situation(
                        "a placeholder of Flyway",
                        0,
                        65,
                        test -> test.script(
                                "V2__b.sql", "CREATE TABLE orders (id INT); -- ${flyway:timestamp} ${flyway:table}")),
                new Situation(
                        "a placeholder in a comment", 78, 65, test -> test.script("V2__b.sql", "-- ${x}\n" + ORDERS)),
                new Situation(
                        "a placeholder in a repeatable script", 78, 78, test -> test.script("R__r.sql", "SELECT ${x}")),
                new Situation(
                        "a placeholder in a callback that would run",
                        78,
                        65,
                        test -> test.script("beforeMigrate.sql", "SELECT ${x}")),
                new Situation("a placeholder in a callback when nothing is pending", 78, 0, test -> {
                    test.migrate();
                    test.script("beforeMigrate.sql", "SELECT ${x}");
                }),
                new Situation(
                        "a placeholder in a callback of another event",
                        0,
                        65,
                        test -> test.script("beforeClean.sql", "SELECT ${x}")),
                new Situation("placeholders are not replaced", 0, 65, test -> {
                    test.script("V2__b.sql", "-- ${x}\n" + ORDERS);
                    test.set("FLYWAY_PLACEHOLDER_REPLACEMENT", "false");
                }),
                new Situation("placeholders of one script are not replaced", 0, 65, test -> {
                    test.script("V2__b.sql", "-- ${x}\n" + ORDERS);
                    test.script("V2__b.sql.conf", "placeholderReplacement=false");
                }),
                new Situation("a placeholder in a script below the baseline", 0, 65, test -> {
                    test.execute(PERSON);
                    test.script("V1__a.sql", "CREATE TABLE ${x} (id INT)");
                    test.script("V2__b.sql", ORDERS);
                    test.set("BASELINE_ON_MIGRATE", "true");
                    test.set("BASELINE_VERSION", "1");
                }));
    }

    private static List<Situation> scripts() {
        return List.of(
                new Situation(
                        "no script", 78, 78, test -> Files.delete(test.scripts().resolve("V1__a.sql"))),
                new Situation(
                        "no such location",
                        78,
                        78,
                        test -> test.set("LOCATIONS", "filesystem:" + test.folder + "/none")),
                new Situation("an empty script", 78, 65, test -> test.script("V2__b.sql", "")),
                new Situation("an empty script that was applied", 0, 0, test -> {
                    test.script("V2__b.sql", "-- nothing");
                    test.migrate();
                    test.script("V2__b.sql", "-- nothing");
                }),
                new Situation("a version twice", 78, 78, test -> test.script("V1__again.sql", ORDERS)),
                new Situation("a name that is almost a script's", 78, 78, test -> test.script("V2_b.sql", ORDERS)),
                new Situation(
                        "a script that is not UTF-8",
                        78,
                        78,
                        test -> Files.write(
                                test.scripts().resolve("V2__b.sql"),
                                "-- \u00e4\u00f6".getBytes(StandardCharsets.ISO_8859_1))),
                new Situation("a target", 0, 65, test -> {
                    test.script("V2__b.sql", ORDERS);
                    test.set("TARGET", "1");
                }),
                new Situation("a target that is no version", 78, 78, test -> test.set("TARGET", "newest one")));
    }

    private static List<Situation> settings() {
        return List.of(
                new Situation("a wrong value", 78, 78, test -> test.set("WAIT_TIMEOUT", "5 bananas")),
                new Situation("a name with a slip", 78, 78, test -> test.set("LOCATION", "x")),
                new Situation("an unknown variable", 0, 65, test -> test.set("PIZZA", "x")),
                new Situation("a URL that is none", 78, 78, test -> test.set("URL", "h2:mem:x")),
                new Situation("another database expected", 78, 78, test -> test.set("EXPECT_DATABASE", "billing")),
                new Situation("a file that does not exist", 78, 78, test -> test.set("PASSWORD_FILE", "/no/such/file")),
                new Situation("a contradiction", 78, 78, test -> {
                    test.start.environment().put("AUTO_MIGRATE", "true");
                    test.set("ON_STARTUP", "false");
                }),
                new Situation("no database and no setting", 0, 78, test -> test.start
                        .environment()
                        .clear()),
                new Situation("a discovered database without scripts", 0, 78, test -> {
                    test.start.environment().clear();
                    test.start.environment().put("JDBC_DATABASE_URL", "jdbc:h2:tcp://127.0.0.1:1/mem:never");
                }),
                new Situation("the mode validate with a pending script", 65, 65, test -> test.set("MODE", "validate")),
                new Situation("the mode validate and nothing pending", 0, 0, test -> {
                    test.migrate();
                    test.set("MODE", "validate");
                }),
                new Situation("the mode wait and nobody who migrates", 75, 65, test -> {
                    test.set("MODE", "wait");
                    test.set("LOCK_TIMEOUT", "1s");
                }),
                new Situation("a directory for backups that does not exist", 73, 65, test -> {
                    test.migrate();
                    test.script("V2__b.sql", ORDERS);
                    test.set("BACKUP", test.folder.resolve("none").toString());
                }),
                new Situation("a directory for backups that is not needed", 0, 0, test -> {
                    test.migrate();
                    test.set("BACKUP", test.folder.resolve("none").toString());
                }),
                new Situation("the application's Flyway", 0, 65, test -> test.set("ENGINE", "application")),
                new Situation(
                        "a setting that Flyway refuses", 78, 78, test -> test.set("FLYWAY_ENCODING", "nonsense")));
    }

    private static List<Situation> databases() {
        return List.of(
                new Situation("no driver", 78, 78, test -> test.set("URL", "jdbc:nothing://db/shop")),
                new Situation("a wrong password", 77, 77, test -> {
                    test.migrate();
                    test.set("PASSWORD", "wrong");
                }),
                new Situation("a closed port", 69, 69, test -> test.set("URL", "jdbc:h2:tcp://127.0.0.1:1/mem:x")),
                new Situation(
                        "an unknown host", 69, 69, test -> test.set("URL", "jdbc:h2:tcp://no-such-host.invalid/mem:x")),
                new Situation("no such database", 78, 78, test -> test.set("URL", test.url + "-other;IFEXISTS=TRUE")),
                new Situation("a read-only database that is up to date", 0, 0, test -> {
                    test.migrate();
                    test.set("URL", test.url + ";ACCESS_MODE_DATA=r");
                }),
                new Situation("a read-only database with a pending script", 77, 65, test -> {
                    test.migrate();
                    test.script("V2__b.sql", ORDERS);
                    test.set("URL", test.url + ";ACCESS_MODE_DATA=r");
                }),
                new Situation("an account without rights", 77, 65, test -> {
                    test.execute("CREATE USER reader PASSWORD 'reader'");
                    test.set("USER", "reader");
                    test.set("PASSWORD", "reader");
                }),
                new Situation("two databases, one of them with tables", 65, 65, test -> {
                    test.execute("CREATE TABLE foreign_one (id INT)");
                    test.start.environment().remove("AUTO_MIGRATE_URL");
                    test.set("DATABASES", "one, two");
                    test.set("ONE_URL", test.url + "-one");
                    test.set("TWO_URL", test.url);
                    test.set("ONE_LOCATIONS", "filesystem:" + test.scripts());
                    test.set("TWO_LOCATIONS", "filesystem:" + test.scripts());
                    test.start.environment().remove("AUTO_MIGRATE_LOCATIONS");
                }));
    }
}
