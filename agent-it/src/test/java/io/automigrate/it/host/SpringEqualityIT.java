package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.equality.DatabaseContent;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The agent migrates exactly what the application's own Flyway would migrate. Each configuration is run with Boot's own Flyway on one
 * database, and with the agent and then Boot's Flyway on another; tables and rows of the histories have to be equal. Each
 * configuration is run with one version of Boot; {@code -Dit.full} runs it with every version.
 */
@Execution(ExecutionMode.CONCURRENT)
class SpringEqualityIT {

    /**
     * A configuration of an application.
     *
     * @param properties lines of {@code application.properties}; URL, DATABASE, USER and PASSWORD in braces stand for those of the database
     * @param environment variables of the application
     * @param arguments of the command line
     * @param before statements for the empty database
     */
    record Configuration(
            String name, String properties, Map<String, String> environment, List<String> arguments, String... before) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String SOURCE =
            "spring.datasource.url={URL}\nspring.datasource.username={USER}\nspring.datasource.password={PASSWORD}\n";

    @TempDir
    private Path folder;

    private static Configuration flyway(String name, String lines, String... before) {
        return new Configuration(name, SOURCE + lines, Map.of(), List.of(), before);
    }

    private static List<Configuration> configurations() {
        List<Configuration> all = new ArrayList<>(schemasAndScripts());
        all.addAll(flags());
        all.addAll(sources());
        return all;
    }

    private static List<Configuration> schemasAndScripts() {
        return List.of(
                flyway("defaults", ""),
                flyway("table", "spring.flyway.table=versions\n"),
                flyway("one schema", "spring.flyway.schemas=shop\n"),
                flyway("two schemas", "spring.flyway.schemas=shop,audit\n"),
                flyway("schemas by index", "spring.flyway.schemas[0]=shop\nspring.flyway.schemas[1]=audit\n"),
                flyway("default schema", "spring.flyway.default-schema=history\n"),
                flyway("schemas and default schema", "spring.flyway.schemas=a,b\nspring.flyway.default-schema=b\n"),
                flyway(
                        "schema that is there",
                        "spring.flyway.schemas=shop\nspring.flyway.create-schemas=false\n",
                        "CREATE SCHEMA shop"),
                flyway("folder", "spring.flyway.locations=filesystem:{FOLDER}/first\nspring.flyway.placeholders.x=1\n"),
                flyway(
                        "two folders",
                        "spring.flyway.locations=filesystem:{FOLDER}/first,filesystem:{FOLDER}/second\n"
                                + "spring.flyway.placeholders.x=1\n"),
                flyway(
                        "kind of database in a folder",
                        "spring.flyway.locations=filesystem:{FOLDER}/{vendor}\nspring.flyway.placeholders.x=1\n"),
                flyway(
                        "placeholder",
                        "spring.flyway.locations=filesystem:{FOLDER}/first\nspring.flyway.placeholders.x=7\n"),
                flyway(
                        "signs of placeholders",
                        "spring.flyway.locations=filesystem:{FOLDER}/signs\nspring.flyway.placeholders.x=3\n"
                                + "spring.flyway.placeholder-prefix=@@\nspring.flyway.placeholder-suffix=@@\n"),
                flyway(
                        "no placeholders",
                        "spring.flyway.locations=filesystem:{FOLDER}/plain\nspring.flyway.placeholder-replacement=false\n"));
    }

    private static List<Configuration> flags() {
        return List.of(
                flyway("baseline", "spring.flyway.baseline-on-migrate=true\n", "CREATE TABLE old (id INT)"),
                flyway(
                        "baseline with version and description",
                        "spring.flyway.baseline-on-migrate=true\nspring.flyway.baseline-version=5\n"
                                + "spring.flyway.baseline-description=before Flyway\n",
                        "CREATE TABLE old (id INT)"),
                flyway("camel case", "spring.flyway.baselineOnMigrate=true\n", "CREATE TABLE old (id INT)"),
                flyway("target", "spring.flyway.target=5\n"),
                flyway("out of order", "spring.flyway.out-of-order=true\n"),
                flyway("group", "spring.flyway.group=true\n"),
                flyway("mixed", "spring.flyway.mixed=true\n"),
                flyway("installed by", "spring.flyway.installed-by=deployer\n"),
                flyway("first statements", "spring.flyway.init-sqls=SET statement_timeout=60000\n"),
                flyway("no validation", "spring.flyway.validate-on-migrate=false\n"),
                flyway("patterns", "spring.flyway.ignore-migration-patterns=*:missing,*:future\n"),
                flyway("pool's URL", "spring.datasource.hikari.jdbc-url={URL}\n"),
                flyway("pool's schema", "spring.datasource.hikari.schema=shop\n", "CREATE SCHEMA shop"),
                flyway(
                        "pool's first statement",
                        "spring.datasource.hikari.connection-init-sql=SET search_path TO shop\n",
                        "CREATE SCHEMA shop"),
                flyway(
                        "schema in the pool's properties of the driver",
                        "spring.datasource.hikari.data-source-properties.currentSchema=shop\n",
                        "CREATE SCHEMA shop"),
                flyway(
                        "schemas in the pool's properties of the driver",
                        "spring.datasource.hikari.data-source-properties.currentSchema=missing,shop\n",
                        "CREATE SCHEMA shop"),
                flyway("account of Flyway alone", "spring.flyway.user={USER}\nspring.flyway.password={PASSWORD}\n"));
    }

    private static List<Configuration> sources() {
        return List.of(
                new Configuration(
                        "URL of Flyway",
                        "spring.datasource.url=jdbc:postgresql://localhost:1/nowhere\nspring.flyway.url={URL}\n"
                                + "spring.flyway.user={USER}\nspring.flyway.password={PASSWORD}\n",
                        Map.of(),
                        List.of()),
                new Configuration(
                        "variables",
                        SOURCE,
                        Map.of(
                                "SPRING_FLYWAY_TABLE", "from_variable",
                                "SPRING_FLYWAY_BASELINE_ON_MIGRATE", "true",
                                "SPRING_FLYWAY_SCHEMAS_0_", "shop"),
                        List.of(),
                        "CREATE SCHEMA shop",
                        "CREATE TABLE shop.old (id INT)"),
                new Configuration(
                        "command line before variable before file",
                        SOURCE + "spring.flyway.table=file\nspring.flyway.schemas=file\n",
                        Map.of("SPRING_FLYWAY_TABLE", "variable", "SPRING_FLYWAY_SCHEMAS", "variable"),
                        List.of("--spring.flyway.table=argument")),
                new Configuration(
                        "JSON",
                        SOURCE,
                        Map.of("SPRING_APPLICATION_JSON", "{\"spring\":{\"flyway\":{\"table\":\"from_json\"}}}"),
                        List.of()),
                new Configuration(
                        "profile in a document",
                        SOURCE + "spring.profiles.active=prod\n#---\nspring.config.activate.on-profile=prod\n"
                                + "spring.flyway.table=prod\n#---\nspring.config.activate.on-profile=test\nspring.flyway.table=test\n",
                        Map.of(),
                        List.of()),
                new Configuration(
                        "tree of mounted files",
                        "spring.config.import=configtree:{FOLDER}/tree/\nspring.datasource.url={URL}\n",
                        Map.of(),
                        List.of()),
                new Configuration(
                        "imported file with placeholders",
                        SOURCE
                                + "spring.config.import=optional:file:{FOLDER}/more.properties,optional:file:{FOLDER}/none.yml\n"
                                + "team=blue\n",
                        Map.of(),
                        List.of()));
    }

    static List<Arguments> modulesAndConfigurations() {
        return Sample.spread(Sample.of(SpringApp.MODULES, configurations(), Arguments::of), 4);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("modulesAndConfigurations")
    void the_agent_writes_what_the_applications_flyway_writes(String module, Configuration configuration)
            throws IOException {
        FreshDatabase own = Database.POSTGRESQL.create(folder).execute(configuration.before());
        FreshDatabase agents = Database.POSTGRESQL.create(folder).execute(configuration.before());

        FinishedJvm flyway = jvm(module, configuration, own).run();
        FinishedJvm migrated = jvm(module, configuration, agents)
                .agentVariable(AgentJar.path())
                .run();

        assertThat(DatabaseContent.of(own)).as(flyway.toString()).isNotEmpty();
        assertThat(migrated).toldMatching("Migrations completed successfully: [0-9]+ applied");
        assertThat(DatabaseContent.of(agents)).as(migrated.toString()).isEqualTo(DatabaseContent.of(own));
    }

    private ChildJvm jvm(String module, Configuration configuration, FreshDatabase database) throws IOException {
        Path home = Files.createTempDirectory(folder, "app");
        script(home, "first/V1__first.sql", "CREATE TABLE first AS SELECT ${x} AS x;");
        script(home, "second/V2__second.sql", "CREATE TABLE second (id INT);");
        script(home, "postgresql/V1__vendor.sql", "CREATE TABLE vendor (id INT);");
        script(home, "signs/V1__signs.sql", "CREATE TABLE signs AS SELECT @@x@@ AS x, '${y}' AS y;");
        script(home, "plain/V1__plain.sql", "CREATE TABLE plain AS SELECT '${y}' AS y;");
        script(home, "tree/spring.datasource.username", database.user());
        script(home, "tree/spring.datasource.password", database.password());
        script(home, "tree/spring.flyway.table", "from_tree");
        script(home, "more.properties", "spring.flyway.table=of_${team:nobody}\n");
        String text = configuration
                .properties()
                .replace("{URL}", database.url())
                .replace("{USER}", database.user())
                .replace("{PASSWORD}", database.password())
                .replace("{FOLDER}", home.toString());
        SpringApp app = new SpringApp(home).with("application.properties", text);
        return app.alone(module, "with-flyway", configuration.arguments().toArray(String[]::new))
                .environment(configuration.environment());
    }

    private static void script(Path home, String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
