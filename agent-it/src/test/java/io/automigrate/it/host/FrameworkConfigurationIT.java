package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications of Quarkus and Micronaut whose own configuration is the only place that knows the database. */
@Execution(ExecutionMode.CONCURRENT)
class FrameworkConfigurationIT {
    private static final Path EXAMPLES = Path.of(System.getProperty("it.examples"));
    private static final Path FRAMEWORKS = Path.of(System.getProperty("it.frameworks"));

    @TempDir
    private Path folder;

    private FreshDatabase database;

    @BeforeEach
    void createDatabase() {
        database = Database.H2_FILE.create(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quarkus-app/quarkus-run.jar", "shop-runner.jar"})
    void quarkus_is_asked_in_both_its_forms(String jar) throws IOException {
        configure("""
                quarkus.datasource.jdbc.url=${DB_URL}
                quarkus.datasource.username=%s
                quarkus.datasource.password=%s
                %%prod.quarkus.flyway.table=versions
                """.formatted(database.user(), database.password()));

        assertThat(quarkus(EXAMPLES.resolve("quarkus/target").resolve(jar))
                        .environment("DB_URL", database.url())
                        .run())
                .endedWith(0)
                .told(" (quarkus.datasource.jdbc.url, application.properties line 1), Quarkus", "3 applied")
                .printed("Teapot: 24.90", "log manager: org.jboss.logmanager.LogManager");
        assertThat(database.history("versions")).hasSize(3);
    }

    @Test
    void an_older_quarkus_is_asked_as_well() throws IOException {
        configure("""
                quarkus.datasource.jdbc.url=%s
                quarkus.datasource.username=%s
                quarkus.datasource.password=%s
                """.formatted(database.url(), database.user(), database.password()));

        assertThat(quarkus(FRAMEWORKS.resolve("quarkus-3.8/target/quarkus-app/quarkus-run.jar"))
                        .run())
                .endedWith(0)
                .told("quarkus.datasource.jdbc.url", "3 applied")
                .printed("Teapot: 24.90");
    }

    @Test
    void an_unresolvable_expression_is_refused() throws IOException {
        configure("quarkus.datasource.jdbc.url=jdbc:h2:${NOBODY_SETS_THIS}\n");

        assertThat(quarkus(EXAMPLES.resolve("quarkus/target/quarkus-app/quarkus-run.jar"))
                        .run())
                .endedWith(78)
                .told("NOBODY_SETS_THIS", "the database was not touched")
                .neverSaid("Teapot");
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void several_named_data_sources_are_refused_where_none_is_the_one_of_flyway() throws IOException {
        configure("""
                quarkus.datasource.orders.jdbc.url=jdbc:h2:mem:orders
                quarkus.datasource."users".jdbc.url=%s
                """.formatted(database.url()));

        assertThat(quarkus(EXAMPLES.resolve("quarkus/target/quarkus-app/quarkus-run.jar"))
                        .run())
                .endedWith(78)
                .told(
                        "quarkus.datasource.orders.jdbc.url",
                        "quarkus.datasource.\"users\".jdbc.url",
                        "several data sources and no default one",
                        "quarkus.flyway.<name>",
                        "AUTO_MIGRATE_DATABASES");
        assertThat(database.tables()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "\"users\""})
    void the_named_data_source_with_settings_for_flyway_is_migrated(String name) throws IOException {
        configure("""
                quarkus.datasource.orders.jdbc.url=jdbc:h2:mem:orders
                quarkus.datasource.{NAME}.jdbc.url=%s
                quarkus.datasource.{NAME}.username=%s
                quarkus.datasource.{NAME}.password=%s
                quarkus.flyway.{NAME}.table=versions
                """.formatted(database.url(), database.user(), database.password())
                .replace("{NAME}", name));

        assertThat(quarkus(EXAMPLES.resolve("quarkus/target/quarkus-app/quarkus-run.jar"))
                        .run())
                .endedWith(0)
                .told(
                        " (quarkus.datasource." + name + ".jdbc.url, application.properties line 2), Quarkus",
                        "3 applied");
        assertThat(database.history("versions")).hasSize(3);
    }

    @Test
    void an_account_that_only_a_bean_knows_is_refused() throws IOException {
        configure("quarkus.datasource.jdbc.url=%s\nquarkus.datasource.credentials-provider=vault\n"
                .formatted(database.url()));

        assertThat(quarkus(EXAMPLES.resolve("quarkus/target/quarkus-app/quarkus-run.jar"))
                        .run())
                .endedWith(78)
                .told(
                        "quarkus.datasource.credentials-provider",
                        "quarkus.flyway.username",
                        "the database was not touched")
                .neverSaid("Teapot");
    }

    @Test
    void micronaut_is_asked_before_its_first_bean() throws IOException {
        assertThat(micronaut("""
                        datasources.default.url=${DB_URL}
                        datasources.default.username=%s
                        datasources.default.password=%s
                        flyway.datasources.default.table=versions
                        """.formatted(database.user(), database.password()))
                        .environment("DB_URL", database.url())
                        .run())
                .told("datasources.default.url", "3 applied");
        assertThat(database.history("versions")).hasSize(3);
    }

    @Test
    void several_data_sources_of_micronaut_are_refused_where_none_is_the_one_of_flyway() throws IOException {
        assertThat(micronaut("""
                        datasources.orders.url=jdbc:h2:mem:orders
                        datasources.users.url=%s
                        """.formatted(database.url())).run())
                .endedWith(78)
                .told("datasources.orders.url", "datasources.users.url", "several data sources and no default one");
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void the_data_source_of_micronaut_with_settings_for_flyway_is_migrated() throws IOException {
        assertThat(micronaut("""
                        datasources.orders.url=jdbc:h2:mem:orders
                        datasources.users.url=%s
                        datasources.users.username=%s
                        datasources.users.password=%s
                        flyway.datasources.users.table=versions
                        """.formatted(database.url(), database.user(), database.password()))
                        .run())
                .told("datasources.users.url", "3 applied");
        assertThat(database.history("versions")).hasSize(3);
    }

    private void configure(String properties) throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve("config")).resolve("application.properties"), properties);
    }

    private ChildJvm micronaut(String properties) throws IOException {
        Path file = Files.writeString(folder.resolve("shop.properties"), properties);
        return ChildJvm.of(Jdk.running())
                .jar(FRAMEWORKS
                        .resolve("micronaut/target/shop.jar")
                        .toAbsolutePath()
                        .normalize())
                .agentVariable(AgentJar.path())
                .environment("MICRONAUT_CONFIG_FILES", file.toString());
    }

    /** The application itself reads the variables of a platform, which count for the agent only where the framework knows no database. */
    private ChildJvm quarkus(Path jar) {
        return ChildJvm.of(Jdk.running())
                .directory(folder)
                .jar(jar.toAbsolutePath().normalize())
                .environment("JDBC_DATABASE_URL", database.url())
                .environment("JDBC_DATABASE_USERNAME", database.user())
                .environment("JDBC_DATABASE_PASSWORD", database.password())
                .agentVariable(AgentJar.path());
    }
}
