package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code AUTO_MIGRATE_SEED_LOCATIONS}: initial data, once. */
@Execution(ExecutionMode.CONCURRENT)
class SeedIT {
    private static final String HISTORY = "flyway_seed_history";
    private static final Scripts SEEDED = Scripts.person()
            .in("db/seed")
            .versioned("1", "grace", "INSERT INTO person (id, name) VALUES (2, 'Grace');");

    @TempDir
    private Path folder;

    private ChildJvm app(Database kind, Scripts scripts, FreshDatabase database) {
        return UnderAgent.start(UnderAgent.hello(kind, scripts), database, folder.resolve("app"))
                .environment("AUTO_MIGRATE_SEED_LOCATIONS", "classpath:db/seed");
    }

    private static List<String> names(FreshDatabase database) {
        return database.query("SELECT name FROM person ORDER BY id");
    }

    @ParameterizedTest
    @SampledEnumSource
    void an_empty_database_gets_its_data_once_and_later_what_is_new(Database kind) throws IOException {
        FreshDatabase database = kind.create(folder);

        assertThat(app(kind, SEEDED, database).run())
                .endedWith(0)
                .printed("Hello")
                .told("2 applied, version 2", "[seed] Applying 1 of 1: V1__grace.sql")
                .saidNothingElse();
        assertThat(names(database)).containsExactly("Ada", "Grace");
        assertThat(database.history()).containsExactly("1 create person", "2 insert ada");
        assertThat(database.history(HISTORY)).containsExactly("1 grace");

        Path classes = folder.resolve("classes.txt");
        assertThat(app(kind, SEEDED, database)
                        .options("-Xlog:class+load:file=" + classes + "::filecount=0")
                        .run())
                .endedWith(0)
                .told("up to date at version 2, nothing pending")
                .neverSaid("[seed]")
                .saidNothingElse();
        assertThat(Files.readString(classes)).doesNotContain("org.flywaydb");

        Scripts more = SEEDED.versioned("2", "joan", "INSERT INTO person (id, name) VALUES (3, 'Joan');");
        assertThat(app(kind, more, database).run()).endedWith(0).told("[seed] Applying 1 of 1: V2__joan.sql");
        assertThat(names(database)).containsExactly("Ada", "Grace", "Joan");
    }

    @Test
    void a_non_empty_database_gets_no_data_unless_a_setting_asks_for_it() throws IOException {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        assertThat(UnderAgent.start(
                                UnderAgent.hello(Database.POSTGRESQL, Scripts.person()),
                                database,
                                folder.resolve("app"))
                        .run())
                .endedWith(0);
        Scripts newer = SEEDED.in(Scripts.DEFAULT_FOLDER).versioned("3", "more", "CREATE TABLE more (id INT);");

        for (int start = 0; start < 2; start++) {
            assertThat(app(Database.POSTGRESQL, newer, database).run())
                    .endedWith(0)
                    .told("was not empty and has no table \"flyway_seed_history\"", "AUTO_MIGRATE_SEED_EXISTING=true")
                    .saidNothingElse();
            assertThat(names(database)).containsExactly("Ada");
        }
        assertThat(app(Database.POSTGRESQL, newer, database)
                        .environment("AUTO_MIGRATE_SEED_EXISTING", "true")
                        .run())
                .endedWith(0);
        assertThat(names(database)).containsExactly("Ada", "Grace");
        assertThat(app(Database.POSTGRESQL, newer, database).run()).endedWith(0).neverSaid("[seed]");
    }

    @ParameterizedTest
    @SampledEnumSource(names = {"POSTGRESQL", "MARIADB", "SQLITE"})
    void data_that_is_still_due_is_loaded_by_the_next_start(Database kind) {
        FreshDatabase database = kind.create(folder);
        ChildJvm app = app(kind, SEEDED, database);
        // The process ends when it begins with the data.
        assertThat(app.environment("AUTO_MIGRATE_SEED_LOCATIONS", "classpath:db/nothing")
                        .run())
                .endedWith(0);
        assertThat(database.tables()).contains("flyway_seed_history_due");

        assertThat(app.run()).endedWith(0).told("An earlier start was ended before it loaded the initial data");

        assertThat(names(database)).containsExactly("Ada", "Grace");
        assertThat(database.tables()).doesNotContain("flyway_seed_history_due");
        assertThat(app.run()).endedWith(0).neverSaid("[seed]");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void data_that_cannot_be_loaded_does_not_stop_the_application(Database kind) {
        FreshDatabase database = kind.create(folder);
        Scripts bad = SEEDED.versioned("2", "bad", "INSERT INTO nowhere VALUES (1);");

        assertThat(app(kind, bad, database).run())
                .endedWith(0)
                .printed("Hello")
                .told("[seed] FAILED, and the application starts without all of its initial data: V2__bad.sql, line 1")
                .saidNothingElse();

        assertThat(names(database)).containsExactly("Ada", "Grace");
        assertThat(app(kind, bad, database).run()).endedWith(0).printed("Hello").told("[seed] FAILED");
    }

    @ParameterizedTest
    @SampledEnumSource(names = {"POSTGRESQL", "MARIADB", "SQLITE"})
    void of_many_instances_one_loads_the_data(Database kind) {
        FreshDatabase database = kind.create(folder);
        ChildJvm app = app(kind, SEEDED, database);
        List<RunningJvm> jvms = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            jvms.add(app.start().endInput());
        }

        for (RunningJvm jvm : jvms) {
            assertThat(jvm.finish()).endedWith(0).printed("Hello").saidNothingElse();
        }
        assertThat(names(database)).containsExactly("Ada", "Grace");
    }
}
