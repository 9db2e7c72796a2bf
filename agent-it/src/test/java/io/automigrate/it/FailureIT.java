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
    @EnumSource
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
    @EnumSource
    void the_application_starts_after_a_warning_when_it_is_told_to(FailingStart row) {
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
    @EnumSource(names = {"POSTGRESQL", "SQLITE", "MARIADB", "H2_FILE"})
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

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void doing_what_the_block_says_mends_it(Database kind) {
        FreshDatabase database = kind.create(folder);
        assertThat(UnderAgent.start(UnderAgent.hello(kind, FailingStart.BROKEN), database, folder)
                        .run())
                .endedWith(70);
        if (kind == Database.MARIADB) {
            database.execute("DROP TABLE half", "DELETE FROM flyway_schema_history WHERE success = 0");
        }
        Scripts mended = FailingStart.BROKEN.without("V2").versioned("2", "broken", "CREATE TABLE half (id INT);");

        assertThat(UnderAgent.start(UnderAgent.hello(kind, mended), database, folder)
                        .run())
                .endedWith(0)
                .told("1 applied, version 2");
    }

    @Test
    void no_scripts_are_no_failure_when_nobody_asked_for_a_migration() {
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
