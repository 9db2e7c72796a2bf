package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import example.Hello;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each failure has an exit code and a block with an instruction. With FAIL_ON_ERROR=false the application starts anyway. */
@Execution(ExecutionMode.CONCURRENT)
class FailureIT {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @SampledEnumSource(rows = 8)
    void the_application_does_not_start_and_the_log_says_why(FailingStart row) {
        FinishedJvm jvm = row.prepare(folder).run();

        assertThat(jvm)
                .endedWith(row.exitCode())
                .printedNothing()
                .toldMatching("\\b" + row.exitCode() + "\\b")
                .told("AUTO_MIGRATE_FAIL_ON_ERROR")
                .saidNothingElse();
        row.words().forEach(assertThat(jvm)::toldMatching);
        assertThat(jvm.err().text()).contains(" ERROR ").doesNotContain("\tat ", "Exception in thread", "pa55word");
    }

    @ParameterizedTest(name = "{0}")
    @SampledEnumSource(rows = 4)
    void the_application_starts_after_a_warning_when_failures_are_tolerated(FailingStart row) {
        FinishedJvm jvm = row.prepare(folder)
                .environment("AUTO_MIGRATE_FAIL_ON_ERROR", "false")
                .run();

        assertThat(jvm)
                .endedWith(0)
                .printed("Hello from the application")
                .told("AUTO_MIGRATE_FAIL_ON_ERROR=false")
                .saidNothingElse();
        row.words().forEach(assertThat(jvm)::toldMatching);
        assertThat(jvm.err().text()).contains(" WARN ").doesNotContain(" ERROR ", "\tat ", "pa55word");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "H2_FILE", "SQLITE"})
    void a_failed_script_leaves_what_its_database_permits(Database kind) {
        BehaviourRow row = BehaviourRow.of("a pending script fails");

        assertThat(UnderAgent.start(UnderAgent.hello(kind, FailingStart.BROKEN), kind.create(folder), folder)
                        .run())
                .endedWith(row.exitCode(kind))
                .printedNothing()
                .toldMatching("state: +" + row.state(kind));
    }

    @Test
    void the_first_line_of_the_block_is_complete() {
        FinishedJvm jvm = UnderAgent.start(
                        UnderAgent.hello(Database.POSTGRESQL, FailingStart.BROKEN),
                        Database.POSTGRESQL.create(folder),
                        folder)
                .run();

        String first = jvm.err().lines().stream()
                .filter(line -> line.text().contains(" ERROR "))
                .findFirst()
                .orElseThrow()
                .text();
        assertThat(first).contains("V2__broken.sql", "line 4", "nowhere", "42P01");
    }

    @ParameterizedTest
    @SampledEnumSource(names = {"POSTGRESQL", "SQLITE", "MARIADB", "H2_FILE"})
    void the_block_is_true_about_the_state_of_the_schema(Database kind) {
        FreshDatabase database = kind.create(folder);
        FinishedJvm jvm = UnderAgent.start(UnderAgent.hello(kind, FailingStart.BROKEN), database, folder)
                .run();

        boolean transactional = kind == Database.POSTGRESQL || kind == Database.SQLITE;
        assertThat(jvm).endedWith(70).told(transactional ? "rolled back" : "half applied");
        assertThat(database.tables().contains("half")).isEqualTo(!transactional);
        if (transactional) {
            assertThat(database.history()).containsExactly("1 create person");
        } else {
            assertThat(database.history()).containsExactly("1 create person", "2 broken, failed");
        }
    }

    /** Where scripts are rolled back, one runs outside a transaction here, so that the history marks it as failed everywhere. */
    @ParameterizedTest
    @SampledEnumSource(names = {"POSTGRESQL", "SQLITE", "MARIADB", "H2_FILE"})
    void doing_what_the_block_says_mends_it(Database kind) {
        FreshDatabase database = kind.create(folder);
        Scripts broken = FailingStart.BROKEN.with(
                Scripts.none().in("db/migration").file("V2__broken.sql.conf", "executeInTransaction=false\n"));
        FinishedJvm first = UnderAgent.start(UnderAgent.hello(kind, broken), database, folder)
                .run();
        assertThat(first).endedWith(70).told("half applied");
        String removal = removal(first);
        FinishedJvm second = UnderAgent.start(UnderAgent.hello(kind, broken), database, folder)
                .run();
        assertThat(second).endedWith(65).told(removal).neverSaid("is at version 2");

        database.execute("DROP TABLE half", removal);
        Scripts mended = FailingStart.BROKEN.without("V2").versioned("2", "broken", "CREATE TABLE half (id INT);");
        assertThat(UnderAgent.start(UnderAgent.hello(kind, mended), database, folder)
                        .run())
                .endedWith(0)
                .told("1 applied, version 2");
    }

    private static String removal(FinishedJvm jvm) {
        Matcher printed = Pattern.compile("DELETE FROM [^;]+ = (FALSE|0)").matcher(String.join("\n", jvm.story()));
        assertThat(printed.find()).as("a statement in %s", jvm).isTrue();
        return printed.group();
    }

    private FinishedJvm onPostgres(FreshDatabase database, String script) {
        Scripts scripts = Scripts.person().versioned("3", "here", script);
        return UnderAgent.start(UnderAgent.hello(Database.POSTGRESQL, scripts), database, folder)
                .run();
    }

    @Test
    void a_commit_of_the_script_itself_is_not_called_rolled_back() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        assertThat(
                        onPostgres(
                                database,
                                "BEGIN;\nCREATE TABLE kept (id int);\nCOMMIT;\nCREATE TABLE lost (id int);\nSELECT * FROM nowhere;"))
                .endedWith(70)
                .told("V3__here.sql, line 5", "half applied: the script's own \"COMMIT\"", "is at version 2")
                .neverSaid("rolled back: ");
        assertThat(database.tables()).contains("kept").doesNotContain("lost");
    }

    @Test
    void a_statement_that_refuses_a_transaction_leads_to_the_setting_for_it() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        database.execute(
                "CREATE TABLE log (d date) PARTITION BY RANGE (d)",
                "CREATE TABLE log_25 PARTITION OF log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')");
        assertThat(UnderAgent.start(
                                UnderAgent.hello(
                                        Database.POSTGRESQL,
                                        Scripts.person()
                                                .versioned(
                                                        "3",
                                                        "here",
                                                        "-- a\n/* b\n */\nALTER TABLE log DETACH PARTITION log_25 CONCURRENTLY;")),
                                database,
                                folder)
                        .environment("AUTO_MIGRATE_BASELINE_ON_MIGRATE", "true")
                        .environment("AUTO_MIGRATE_BASELINE_VERSION", "0")
                        .run())
                .endedWith(70)
                .told("V3__here.sql, line 4", "SQLState 25001", "V3__here.sql.conf", "executeInTransaction=false");
    }

    @Test
    void a_mixture_of_statements_with_and_without_transaction_is_refused_with_the_name_of_the_script() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        assertThat(onPostgres(
                        database,
                        "ALTER TABLE person ADD COLUMN plan text;\nCREATE INDEX CONCURRENTLY plan ON person (plan);"))
                .endedWith(70)
                .told(
                        "V3__here.sql, line 2",
                        "make it two scripts",
                        "executeInTransaction=false",
                        "AUTO_MIGRATE_FLYWAY_MIXED");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void comments_before_a_statement_are_counted_once(Database kind) {
        Scripts scripts = Scripts.person()
                .versioned("3", "here", "-- one\n/* two\n   three */\n\nSELECT 1,\n  2\n  FRM nowhere x y;\n");
        assertThat(UnderAgent.start(UnderAgent.hello(kind, scripts), kind.create(folder), folder)
                        .run())
                .endedWith(70)
                .toldMatching("V3__here\\.sql, line [67]:");
    }

    @Test
    void missing_scripts_are_no_failure_without_a_setting_that_asks_for_a_migration() {
        FreshDatabase database = Database.H2_FILE.create(folder);

        FinishedJvm jvm = UnderAgent.start(UnderAgent.hello(Database.H2_FILE, Scripts.none()), folder)
                .environment("JDBC_DATABASE_URL", database.url())
                .environment("JDBC_DATABASE_USERNAME", database.user())
                .environment("JDBC_DATABASE_PASSWORD", database.password())
                .run();

        assertThat(jvm)
                .endedWith(0)
                .printed("Hello")
                .told("classpath:db/migration")
                .saidNothingElse();
        assertThat(jvm.err().text()).contains(" WARN ");
        assertThat(database.tables()).isEmpty();
    }

    static List<Jdk> tooOldJdks() {
        return Jdk.tooOld();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("tooOldJdks")
    void an_old_java_gets_one_line(Jdk jdk) {
        ChildJvm app = ChildJvm.of(jdk)
                .main(List.of(Application.classes()), Hello.class)
                .environment("AUTO_MIGRATE_URL", "jdbc:postgresql://localhost/shop")
                .agentVariable(AgentJar.path());

        FinishedJvm refused = app.run();
        assertThat(refused).endedWith(78).printedNothing().saidNothingElse();
        assertThat(refused.story()).hasSize(1).first().asString().contains(jdk.version(), "17");

        FinishedJvm started =
                app.environment("AUTO_MIGRATE_FAIL_ON_ERROR", "false").run();
        assertThat(started).endedWith(0).printed("Hello").saidNothingElse();
        assertThat(started.story()).hasSize(1);
    }
}
