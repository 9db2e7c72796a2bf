package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Application;
import io.automigrate.it.app.Packaging;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The main job, for each packaging, database and JVM: the first start migrates, the second one finds nothing to do. */
@Execution(ExecutionMode.CONCURRENT)
class PlainApplicationIT {
    @TempDir
    private Path folder;

    /** How the agent comes to the JVM. */
    enum Attachment {
        BY_OPTION {
            @Override
            ChildJvm attach(ChildJvm jvm) {
                return jvm.agentOption(AgentJar.path());
            }
        },
        BY_VARIABLE {
            @Override
            ChildJvm attach(ChildJvm jvm) {
                return jvm.agentVariable(AgentJar.path());
            }
        };

        abstract ChildJvm attach(ChildJvm jvm);
    }

    record Row(Packaging packaging, Database database, Jdk jdk, Attachment attachment) {
        @Override
        public String toString() {
            return packaging + ", " + database + ", " + jdk + ", " + attachment;
        }
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.addAll(Sample.of(
                Jdk.supported(),
                Sample.spread(List.of(Packaging.values()), 5),
                (jdk, packaging) -> new Row(packaging, Database.H2_FILE, jdk, Attachment.BY_VARIABLE)));
        rows.addAll(Sample.of(
                Jdk.supported(),
                Sample.spread(List.of(Database.values()), 4),
                (jdk, database) -> new Row(Packaging.EXECUTABLE_JAR, database, jdk, Attachment.BY_OPTION)));
        return rows;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void first_start_migrates_and_second_start_finds_nothing_to_do(Row row) {
        FreshDatabase database = row.database().create(folder);
        // A path that breaks URLs and class paths that are built by concatenation.
        Path place = folder.resolve("the shop's app, 100% + é");
        ChildJvm jvm = row.packaging()
                .install(withNativeAccess(row), UnderAgent.shop(row.database()), place)
                .environment(database.forBoth());

        FinishedJvm first = row.attachment().attach(jvm).run();
        assertThat(first)
                .endedWith(0)
                .printed("application started\n", "person: 1 | Ada\n")
                .told(
                        "auto-migrate ",
                        "2 scripts in classpath:db/migration",
                        "pending: V1__create_person.sql, V2__insert_ada.sql",
                        "Applying 1 of 2: V1__create_person.sql",
                        "Applied 1 of 2: V1__create_person.sql, ",
                        "Applying 2 of 2: V2__insert_ada.sql",
                        "Migrations completed successfully: 2 applied, version 2, ")
                .saidNothingElse();
        assertThat(first.out().lines()).hasSize(4);

        FinishedJvm second = row.attachment().attach(jvm).run();
        assertThat(second)
                .endedWith(0)
                .printed("person: 1 | Ada\n")
                .toldMatching("up to date at version 2\\b.*nothing pending")
                .neverSaid("Applying", "completed")
                .saidNothingElse();
        assertThat(second.out().text()).isEqualTo(first.out().text());
        assertThat(database.history()).containsExactly("1 create person", "2 insert ada");
    }

    // From Java 24 on the JVM warns of the native code that SQLite's driver brings, with and without an agent.
    private static ChildJvm withNativeAccess(Row row) {
        ChildJvm jvm = ChildJvm.of(row.jdk());
        return row.database() == Database.SQLITE && row.jdk().feature() >= 22
                ? jvm.options("--enable-native-access=ALL-UNNAMED")
                : jvm;
    }

    @ParameterizedTest
    @SampledEnumSource
    void a_later_build_brings_one_more_script(Database kind) {
        FreshDatabase database = kind.create(folder);
        Application app = UnderAgent.shop(kind);
        assertThat(UnderAgent.start(app, database, folder).run()).endedWith(0);
        Scripts more =
                Scripts.person().versioned("3", "insert grace", "INSERT INTO person (id, name) VALUES (2, 'Grace');");

        assertThat(UnderAgent.start(app.with(more), database, folder).run())
                .endedWith(0)
                .printed("person: 2 | Grace")
                .toldMatching("is at version 2; pending: V3__insert_grace.sql$")
                .told("Applying 1 of 1: V3__insert_grace.sql")
                .told("Migrations completed successfully: 1 applied, version 3, ");
    }

    @Test
    void the_log_is_complete_before_the_application_prints_its_first_line() {
        FreshDatabase database = Database.H2_FILE.create(folder);

        FinishedJvm jvm = UnderAgent.start(UnderAgent.shop(Database.H2_FILE), database, folder)
                .withErrorsInOutput()
                .run();

        assertThat(jvm.out().text()).containsSubsequence("Migrations completed successfully", "application started");
    }

    @Test
    void the_arguments_of_the_application_arrive_as_they_were() {
        FreshDatabase database = Database.H2_FILE.create(folder);
        Application app = UnderAgent.shop(Database.H2_FILE).with("SELECT 'a b', '-javaagent:x', '%AUTO%'", "SELECT 2");

        assertThat(UnderAgent.start(app, database, folder).run())
                .endedWith(0)
                .printed("row: a b | -javaagent:x | %AUTO%\nrow: 2\n");
    }
}
