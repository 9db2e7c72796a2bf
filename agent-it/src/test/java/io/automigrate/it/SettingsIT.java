package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import example.Hello;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.Library;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.MariaDbServer;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.net.FreePort;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sources of settings, and the messages about settings. The forms of values are tested in the unit tests of the agent. */
@Execution(ExecutionMode.CONCURRENT)
class SettingsIT {
    private static final Database H2 = Database.H2_FILE;

    /** Every letter that means something in a URL, a shell or a list, and some that are not ASCII. */
    private static final String AWKWARD = "p@s:s/w%41r#d&x;=+?'\" ü€";

    @TempDir
    private Path folder;

    private Application hello() {
        return UnderAgent.hello(H2, Scripts.person());
    }

    @Test
    void argument_beats_property_beats_variable_beats_file() throws IOException {
        Path file = Files.writeString(folder.resolve("table"), "by_file\n");
        FreshDatabase database = H2.create(folder);
        ChildJvm bare = UnderAgent.start(hello(), database, folder).withoutEnvironment("JAVA_TOOL_OPTIONS");

        ChildJvm byFile = bare.environment("AUTO_MIGRATE_TABLE_FILE", file.toString());
        ChildJvm byVariable = byFile.environment("AUTO_MIGRATE_TABLE", "by_variable");
        ChildJvm byProperty = byVariable.property("auto.migrate.table", "by_property");
        ChildJvm byArgument = byProperty.agentOption(AgentJar.path(), "table=by_argument");

        Map<String, ChildJvm> starts = Map.of(
                "by_file", byFile.agentOption(AgentJar.path()),
                "by_variable", byVariable.agentOption(AgentJar.path()),
                "by_property", byProperty.agentOption(AgentJar.path()),
                "by_argument", byArgument);
        starts.forEach((table, start) -> {
            database.execute("DROP ALL OBJECTS");
            assertThat(start.run()).endedWith(0).told("2 applied");
            assertThat(database.tables()).containsExactly(table, "person");
        });
    }

    @Test
    void everything_can_be_an_argument() {
        FreshDatabase database = H2.create(folder);
        ChildJvm bare = UnderAgent.start(hello(), folder).withoutEnvironment("JAVA_TOOL_OPTIONS");

        FinishedJvm jvm = bare.agentOption(
                        AgentJar.path(),
                        "url=" + database.url() + ";user=sa;password=" + database.password()
                                + ";table=mine;wait-timeout=5s")
                .run();

        assertThat(jvm).endedWith(0).told("2 applied").neverSaid(database.password());
        assertThat(database.tables()).contains("mine");
    }

    @Test
    void secrets_come_from_files() throws IOException {
        FreshDatabase database = H2.create(folder);
        Path url = Files.writeString(folder.resolve("url"), database.url() + "\n");
        // A trailing line end is the editor's; a space may be part of the password.
        Path password = Files.writeString(folder.resolve("password"), database.password() + "\r\n");

        FinishedJvm jvm = UnderAgent.start(hello(), folder)
                .environment("AUTO_MIGRATE_URL_FILE", url.toString())
                .environment("AUTO_MIGRATE_USER", database.user())
                .environment("AUTO_MIGRATE_PASSWORD_FILE", password.toString())
                .run();

        assertThat(jvm)
                .endedWith(0)
                .told("(AUTO_MIGRATE_URL_FILE)", "2 applied")
                .neverSaid(database.password());
    }

    @ParameterizedTest
    @CsvSource({
        "FLYWAY_URL, FLYWAY_USER, FLYWAY_PASSWORD",
        "SPRING_FLYWAY_URL, SPRING_FLYWAY_USER, SPRING_FLYWAY_PASSWORD",
        "SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME, SPRING_DATASOURCE_PASSWORD",
        "QUARKUS_FLYWAY_JDBC_URL, QUARKUS_FLYWAY_USERNAME, QUARKUS_FLYWAY_PASSWORD",
        "QUARKUS_DATASOURCE_JDBC_URL, QUARKUS_DATASOURCE_USERNAME, QUARKUS_DATASOURCE_PASSWORD",
        "DATASOURCES_DEFAULT_URL, DATASOURCES_DEFAULT_USERNAME, DATASOURCES_DEFAULT_PASSWORD",
        "JDBC_DATABASE_URL, JDBC_DATABASE_USERNAME, JDBC_DATABASE_PASSWORD",
    })
    void the_database_of_a_framework_is_discovered(String url, String user, String password) {
        FreshDatabase database = H2.create(folder);

        FinishedJvm jvm = UnderAgent.start(hello(), folder)
                .environment(url, database.url())
                .environment(user, database.user())
                .environment(password, database.password())
                .run();

        assertThat(jvm).endedWith(0).told("(" + url + ")", "2 applied").saidNothingElse();
    }

    @Test
    void the_properties_of_a_framework_are_discovered() {
        FreshDatabase database = H2.create(folder);

        FinishedJvm jvm = UnderAgent.start(hello(), folder)
                .property("spring.datasource.url", database.url())
                .property("spring.datasource.username", database.user())
                .property("spring.datasource.password", database.password())
                .run();

        assertThat(jvm)
                .endedWith(0)
                .told("(spring.datasource.url)", "2 applied")
                .saidNothingElse();
    }

    @Test
    void a_url_of_the_platform_is_discovered_and_translated() {
        FreshDatabase database = PostgresServer.shared().create();
        Application app = UnderAgent.hello(Database.POSTGRESQL, Scripts.person());

        FinishedJvm jvm = UnderAgent.start(app, folder)
                .environment("DATABASE_URL", nativeUrl("postgres", database))
                .run();

        assertThat(jvm)
                .endedWith(0)
                .told("(DATABASE_URL)", " as " + database.user(), "2 applied")
                .neverSaid(database.password());
    }

    /** The socket is the server's own; the class path has the library that opens it, or has not. */
    @ParameterizedTest(name = "with a socket factory: {0}")
    @ValueSource(booleans = {true, false})
    void a_url_for_a_unix_socket_needs_the_socket_factory_on_the_class_path(boolean hasFactory) {
        PostgresServer server = PostgresServer.shared();
        FreshDatabase database = server.create();
        List<Path> libraries =
                new ArrayList<>(List.of(Database.POSTGRESQL.driver().file()));
        if (hasFactory) {
            libraries.addAll(Library.files("junixsocket"));
        }
        Application app = new Application(Hello.class, Scripts.person(), libraries, List.of());
        String name = database.url().substring(database.url().lastIndexOf('/') + 1);
        String url = "postgres://" + database.user() + ":" + encode(database.password()) + "@/" + name + "?host="
                + encode(server.socketFolder()) + "&port=" + server.port();

        FinishedJvm jvm =
                UnderAgent.start(app, folder).environment("DATABASE_URL", url).run();

        if (hasFactory) {
            assertThat(jvm).endedWith(0).told("socketFactory=org.newsclub.net.unix", "2 applied, version 2");
            assertThat(database.history()).hasSize(2);
        } else {
            assertThat(jvm)
                    .endedWith(78)
                    .told("socket factory that is not on the application's class path", "junixsocket-core");
        }
        assertThat(jvm).neverSaid(database.password());
    }

    @Test
    void url_user_and_password_come_from_the_same_source() {
        FreshDatabase database = H2.create(folder);

        FinishedJvm jvm = UnderAgent.start(hello(), folder)
                .environment("FLYWAY_URL", database.url())
                .environment("FLYWAY_USER", database.user())
                .environment("FLYWAY_PASSWORD", database.password())
                .environment("SPRING_DATASOURCE_URL", "jdbc:h2:file:" + folder.resolve("other"))
                .environment("SPRING_DATASOURCE_USERNAME", "somebody")
                .environment("SPRING_DATASOURCE_PASSWORD", "else")
                .run();

        assertThat(jvm).endedWith(0).told("(FLYWAY_URL)", "2 applied");
        assertThat(database.history()).hasSize(2);
    }

    @Test
    void a_start_without_any_setting_migrates_nothing() {
        FinishedJvm jvm = UnderAgent.start(hello(), folder).run();

        assertThat(jvm).endedWith(0).printed("Hello").told("AUTO_MIGRATE_URL").saidNothingElse();
        assertThat(jvm.story()).hasSize(1);
        assertThat(jvm.err().text()).contains(" WARN ");
    }

    @Test
    void a_setting_without_a_database_is_a_failure() {
        FinishedJvm jvm = UnderAgent.start(hello(), folder)
                .environment("AUTO_MIGRATE_LOCATIONS", "classpath:db/migration")
                .run();

        assertThat(jvm).endedWith(78).printedNothing().told("AUTO_MIGRATE_URL").saidNothingElse();
    }

    @Test
    void all_problems_are_in_one_report() {
        FinishedJvm jvm = UnderAgent.start(hello(), H2.create(folder), folder)
                .environment("AUTO_MIGRATE_WAIT_TIMEOUT", "5 bananas")
                .environment("AUTO_MIGRATE_FAIL_ON_ERROR", "maybe")
                .environment("AUTO_MIGRATE_LOCATIONS", "ftp:scripts")
                .environment("AUTO_MIGRATE_TABEL", "x")
                .run();

        assertThat(jvm)
                .endedWith(78)
                .printedNothing()
                .told("5 bananas", "maybe", "ftp:", "AUTO_MIGRATE_TABEL", "AUTO_MIGRATE_TABLE")
                .saidNothingElse();
    }

    @Test
    void a_name_that_is_like_no_setting_is_only_a_warning() {
        FinishedJvm jvm = UnderAgent.start(hello(), H2.create(folder), folder)
                .environment("AUTO_MIGRATE_FRUIT_OF_THE_DAY", "banana")
                .run();

        assertThat(jvm)
                .endedWith(0)
                .told("AUTO_MIGRATE_FRUIT_OF_THE_DAY", "2 applied")
                .saidNothingElse();
        assertThat(jvm.err().text()).contains(" WARN ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2000ms", "PT2S"})
    void durations_are_written_in_several_ways(String text) {
        FreshDatabase nobody = new FreshDatabase("jdbc:h2:tcp://127.0.0.1:" + FreePort.pick() + "/x", "sa", "y");

        FinishedJvm jvm = UnderAgent.start(hello(), nobody, folder)
                .environment("AUTO_MIGRATE_WAIT_TIMEOUT", text)
                .run();

        assertThat(jvm).endedWith(69).told("was not reachable within 2 s");
    }

    @Test
    void a_log_for_machines_has_one_json_object_a_line() {
        FinishedJvm jvm = UnderAgent.start(hello(), H2.create(folder), folder)
                .environment("AUTO_MIGRATE_LOG_FORMAT", "json")
                .run();

        assertThat(jvm).endedWith(0).saidNothingElse();
        assertThat(jvm.errWithoutPickedUp().lines())
                .isNotEmpty()
                .allMatch(
                        line -> line.matches(
                                "\\{\"@timestamp\":\"[0-9T:.-]+Z\",\"log.level\":\"INFO\",\"message\":\"\\[Migration] .*\"ecs.version\".*}"));
    }

    @Test
    void a_start_that_is_good_is_silent_at_level_warn() {
        FinishedJvm jvm = UnderAgent.start(hello(), H2.create(folder), folder)
                .environment("AUTO_MIGRATE_LOG_LEVEL", "warn")
                .run();

        assertThat(jvm).endedWith(0).printed("Hello").saidNothing();
    }

    @Test
    void level_debug_shows_where_a_failure_came_from() {
        FreshDatabase database = PostgresServer.shared().create();
        Application app = UnderAgent.hello(Database.POSTGRESQL, FailingStart.BROKEN);

        FinishedJvm jvm = UnderAgent.start(app, database, folder)
                .environment("AUTO_MIGRATE_LOG_LEVEL", "debug")
                .run();

        assertThat(jvm).endedWith(70).told("org.postgresql.util.PSQLException").neverSaid(database.password());
    }

    record Form(String name, Map<String, String> environment) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Form> formsOfAPassword() {
        FreshDatabase postgres = withAwkwardPassword(PostgresServer.shared().create());
        FreshDatabase mariaDb = withAwkwardPassword(MariaDbServer.shared().create());
        return List.of(
                new Form("a variable", postgres.forAgent()),
                new Form("postgres://", Map.of("AUTO_MIGRATE_URL", nativeUrl("postgres", postgres))),
                new Form("postgresql://", Map.of("AUTO_MIGRATE_URL", nativeUrl("postgresql", postgres))),
                new Form("discovered postgres://", Map.of("DATABASE_URL", nativeUrl("postgres", postgres))),
                new Form(
                        "parameters of a JDBC URL",
                        Map.of(
                                "AUTO_MIGRATE_URL",
                                postgres.url() + "?user=" + postgres.user() + "&password=" + encode(AWKWARD))),
                new Form("a variable, MariaDB", mariaDb.forAgent()),
                new Form("mariadb://", Map.of("AUTO_MIGRATE_URL", nativeUrl("mariadb", mariaDb))));
    }

    private static FreshDatabase withAwkwardPassword(FreshDatabase database) {
        String quoted = "'" + AWKWARD.replace("'", "''") + "'";
        if (database.url().startsWith("jdbc:mariadb:")) {
            MariaDbServer.shared()
                    .administer("SET PASSWORD FOR '" + database.user() + "'@'%' = PASSWORD(" + quoted + ")");
        } else {
            PostgresServer.shared().administer("ALTER ROLE " + database.user() + " PASSWORD " + quoted);
        }
        return new FreshDatabase(database.url(), database.user(), AWKWARD);
    }

    private static String nativeUrl(String scheme, FreshDatabase database) {
        String rest = database.url().replaceFirst("^jdbc:[a-z]+://", "");
        return scheme + "://" + database.user() + ":" + encode(database.password()) + "@" + rest;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formsOfAPassword")
    void a_password_with_awkward_letters_arrives_and_is_not_shown(Form form) {
        boolean mariaDb = form.toString().toLowerCase(java.util.Locale.ROOT).contains("mariadb");
        Application app = UnderAgent.hello(mariaDb ? Database.MARIADB : Database.POSTGRESQL, Scripts.person());

        FinishedJvm jvm =
                UnderAgent.start(app, folder).environment(form.environment()).run();

        assertThat(jvm).endedWith(0).printed("Hello").neverSaid(AWKWARD, encode(AWKWARD), "w%41r", "w%2541r");
        assertThat(jvm).toldMatching("2 applied|nothing pending").saidNothingElse();
    }

    @Test
    void secrets_of_a_url_are_not_shown_when_it_fails_either() {
        FreshDatabase nobody = new FreshDatabase(
                "jdbc:postgresql://127.0.0.1:" + FreePort.pick()
                        + "/shop?user=shop&password=hidden1&sslpassword=hidden2",
                "",
                "");

        FinishedJvm jvm = UnderAgent.start(UnderAgent.hello(Database.POSTGRESQL, Scripts.person()), nobody, folder)
                .environment("AUTO_MIGRATE_WAIT_TIMEOUT", "1s")
                .environment("AUTO_MIGRATE_LOG_LEVEL", "debug")
                .run();

        assertThat(jvm).endedWith(69).told("127.0.0.1").neverSaid("hidden1", "hidden2");
    }
}
