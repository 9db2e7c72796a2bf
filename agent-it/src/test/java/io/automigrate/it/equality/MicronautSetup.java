package io.automigrate.it.equality;

import static io.automigrate.it.equality.Setup.firstTable;
import static io.automigrate.it.equality.Setup.fourth;
import static io.automigrate.it.equality.Setup.secondTable;

/** Configurations of an application with Micronaut's own Flyway. */
enum MicronautSetup {
    DEFAULTS(source()),
    TABLE(flyway("table=versions")),
    ONE_SCHEMA(flyway("schemas=shop")),
    TWO_SCHEMAS(flyway("schemas=shop,audit")),
    SCHEMAS_BY_INDEX(flyway("schemas[0]=shop", "schemas[1]=audit")),
    DEFAULT_SCHEMA(flyway("default-schema=history")),
    SCHEMAS_AND_DEFAULT_SCHEMA(flyway("schemas=a,b", "default-schema=b")),
    SCHEMA_THAT_IS_THERE(flyway("schemas=shop", "create-schemas=false").before("CREATE SCHEMA shop")),
    SCHEMA_THAT_IS_MISSING(flyway("schemas=shop", "create-schemas=false")),
    FOLDER(flyway("locations=filesystem:scripts").script("V3__third.sql", "CREATE TABLE third (id INT)")),
    TWO_LOCATIONS(flyway("locations=classpath:db/migration,filesystem:{FOLDER}/scripts")
            .script("V3__third.sql", "CREATE TABLE third (id INT)")),
    LOCATIONS_BY_INDEX(flyway("locations[0]=classpath:db/migration", "locations[1]=filesystem:{FOLDER}/scripts")
            .script("V3__third.sql", "CREATE TABLE third (id INT)")),
    LOCATION_WITHOUT_A_KIND(flyway("locations=db/migration")),
    PLACEHOLDER(flyway("placeholders.word=seven")),
    PLACEHOLDER_WITH_CAPITALS_BY_DASHES(scripts("placeholders.teamName=blue")
            .script("V3__third.sql", "CREATE TABLE third AS SELECT '${team-name}' AS x")),
    PLACEHOLDER_WITH_A_DASH(scripts("placeholders.team-name=blue")
            .script("V3__third.sql", "CREATE TABLE third AS SELECT '${team-name}' AS x")),
    PLACEHOLDER_IN_A_VARIABLE(source().variable("FLYWAY_DATASOURCES_DEFAULT_PLACEHOLDERS_WORD", "variable")),
    PLACEHOLDER_OF_FLYWAY(
            scripts().script("V3__third.sql", "CREATE TABLE third AS SELECT '${flyway:defaultSchema}' AS x")),
    SIGNS_OF_PLACEHOLDERS(scripts("placeholder-prefix=@@", "placeholder-suffix=@@")
            .script("V3__third.sql", "CREATE TABLE third AS SELECT '@@word@@' AS x, '${y}' AS y")),
    NO_PLACEHOLDERS(flyway("placeholder-replacement=false")),
    BASELINE(flyway("baseline-on-migrate=true").before(firstTable())),
    BASELINE_WITH_VERSION_AND_DESCRIPTION(
            flyway("baseline-on-migrate=true", "baseline-version=2", "baseline-description=before Flyway")
                    .before(firstTable())
                    .before(secondTable())),
    BASELINE_IN_CAMEL_CASE(flyway("baselineOnMigrate=true", "baselineVersion=0").before("CREATE TABLE old (id INT)")),
    BASELINE_OF_AN_EMPTY_SCHEMA(flyway("baseline-on-migrate=true", "baseline-version=2")),
    TABLES_WITHOUT_A_BASELINE(source().before("CREATE TABLE old (id INT)")),
    TARGET(flyway("target=2")),
    GROUP(flyway("group=true")),
    MIXED(flyway("mixed=true")),
    INSTALLED_BY(flyway("installed-by=deployer")),
    OUT_OF_ORDER(
            scripts("out-of-order=true").applied("V4__fourth.sql", fourth()).script("V4__fourth.sql", fourth())),
    IN_ORDER(scripts().applied("V4__fourth.sql", fourth()).script("V4__fourth.sql", fourth())),
    CHANGED_SCRIPT(source().applied("V1__first.sql", firstTable())),
    NO_VALIDATION(flyway("validate-on-migrate=false").applied("V1__first.sql", firstTable())),
    MISSING_MIGRATION(source().applied("V0__zero.sql", "CREATE TABLE zero (id INT)")),
    IGNORE_PATTERN(flyway("ignore-migration-patterns=*:missing").applied("V0__zero.sql", "CREATE TABLE zero (id INT)")),
    FUTURE_MIGRATION(flyway("out-of-order=true").applied("V9__nine.sql", "CREATE TABLE nine (id INT)")),
    NO_FUTURE_MIGRATION(flyway("ignore-migration-patterns=*:missing", "out-of-order=true")
            .applied("V9__nine.sql", "CREATE TABLE nine (id INT)")),
    NAMES_ARE_CHECKED(scripts("validate-migration-naming=true").script("V3_third.sql", "SELECT 1")),
    PREFIX(scripts("sql-migration-prefix=T", "repeatable-sql-migration-prefix=Q")
            .script("Q__names.sql", "CREATE OR REPLACE VIEW names AS SELECT id FROM prefixed")),
    SEPARATOR(flyway("sql-migration-separator=-", "locations=filesystem:scripts")
            .script("V3-third.sql", "CREATE TABLE third (id INT)")),
    SUFFIX(scripts("sql-migration-suffixes=.ddl").script("V3__third.ddl", "CREATE TABLE third (id INT)")),
    SUFFIXES(scripts("sql-migration-suffixes=.sql,.ddl").script("V3__third.ddl", "CREATE TABLE third (id INT)")),
    ENCODING(scripts("encoding=ISO-8859-1").script("V3__third.sql", "CREATE TABLE third AS SELECT 'é' AS x")),
    MISSING_LOCATION(flyway("locations=classpath:db/migration,classpath:nowhere", "fail-on-missing-locations=false")),
    CONNECT_RETRIES(flyway("connect-retries=3", "connect-retries-interval=1")),
    FIRST_STATEMENT(flyway("init-sql=SET statement_timeout = 60000")),
    FIRST_STATEMENT_THAT_CHOOSES_A_SCHEMA(
            flyway("init-sql=SET search_path TO shop").before("CREATE SCHEMA shop")),
    CLEAN_DISABLED(flyway("clean-disabled=true")),
    OPTION_OF_FLYWAY(flyway("properties.flyway.table=versions")),
    FLAG_OF_FLYWAY(flyway("properties.flyway.baselineOnMigrate=true").before(firstTable())),
    LOCK_OF_FLYWAY(flyway("properties.flyway.postgresql.transactional.lock=false")),
    SCHEMA_OF_THE_POOL(source().with("datasources.default.schema=shop").before("CREATE SCHEMA shop")),
    FIRST_STATEMENT_OF_THE_POOL(source().with("datasources.default.connection-init-sql=SET search_path TO shop")
            .before("CREATE SCHEMA shop")),
    SCHEMA_AS_A_PROPERTY_OF_THE_DRIVER(source().with("datasources.default.data-source-properties.currentSchema=shop")
            .before("CREATE SCHEMA shop")),
    SCHEMA_IN_THE_URL(
            account().with("datasources.default.url={URL}?currentSchema=shop").before("CREATE SCHEMA shop")),
    URL_OF_THE_POOL(account().with("datasources.default.jdbc-url={URL}")),
    URL_OF_FLYWAY(empty().with(
                    "flyway.datasources.default.url={URL}",
                    "flyway.datasources.default.user={USER}",
                    "flyway.datasources.default.password={PASSWORD}")),
    URL_OF_FLYWAY_WITH_USERNAME(empty().with(
                    "flyway.datasources.default.url={URL}",
                    "flyway.datasources.default.username={USER}",
                    "flyway.datasources.default.password={PASSWORD}")),
    URL_OF_FLYWAY_WITHOUT_AN_ACCOUNT(
            empty().with("flyway.datasources.default.url={URL}?user={USER}&password={PASSWORD}")),
    URL_OF_FLYWAY_BESIDE_THE_SOURCE(flyway("url={URL}", "user={USER}", "password={PASSWORD}")),
    VARIABLES(empty().variable("DATASOURCES_DEFAULT_URL", "{URL}")
            .variable("DATASOURCES_DEFAULT_USERNAME", "{USER}")
            .variable("DATASOURCES_DEFAULT_PASSWORD", "{PASSWORD}")
            .variable("FLYWAY_DATASOURCES_DEFAULT_TABLE", "variable")
            .variable("FLYWAY_DATASOURCES_DEFAULT_BASELINE_ON_MIGRATE", "true")
            .variable("FLYWAY_DATASOURCES_DEFAULT_BASELINE_VERSION", "0")
            .before("CREATE TABLE old (id INT)")),
    PROPERTY_BEFORE_VARIABLE(flyway("placeholders.word=file")
            .variable("FLYWAY_DATASOURCES_DEFAULT_TABLE", "variable")
            .variable("FLYWAY_DATASOURCES_DEFAULT_SCHEMAS", "variable")
            .option("-Dflyway.datasources.default.table=property")),
    FILE_OF_THE_ENVIRONMENT(source().variable("MICRONAUT_ENVIRONMENTS", "blue")
            .file("config/application-blue.yml", "flyway.datasources.default.table: blue\n")),
    EXPRESSIONS(account()
            .with(
                    "datasources.default.url=jdbc:postgresql://${DB_HOST:`localhost:1`}/${DB_NAME:{DATABASE}}",
                    "team=red",
                    "flyway.datasources.default.table=of_${team:nobody}")
            .variable("DB_HOST", "{HOST}")),
    YAML(Setup.in("shop.yml")
            .variable("MICRONAUT_CONFIG_FILES", "{FOLDER}/shop.yml")
            .with("""
                    datasources:
                      default:
                        url: "{URL}"
                        username: "{USER}"
                        password: "{PASSWORD}"
                    flyway:
                      datasources:
                        default:
                          table: from_yaml
                          schemas:
                            - shop
                            - audit
                          placeholders:
                            word: from YAML
                    """)),
    NAMED_SOURCE(empty().with(
                    "datasources.users.url={URL}",
                    "datasources.users.username={USER}",
                    "datasources.users.password={PASSWORD}",
                    "flyway.datasources.users.table=versions",
                    "flyway.datasources.users.schemas=shop,audit",
                    "flyway.datasources.users.placeholders.word=users",
                    "flyway.datasources.users.properties.flyway.installedBy=deployer")),
    NAMED_SOURCE_WITH_THE_SCHEMA_OF_ITS_POOL(empty().with(
                    "datasources.usersDb.jdbc-url={URL}",
                    "datasources.usersDb.username={USER}",
                    "datasources.usersDb.password={PASSWORD}",
                    "datasources.usersDb.data-source-properties.currentSchema=shop",
                    "flyway.datasources.usersDb.placeholders.word=users")
            .before("CREATE SCHEMA shop"));

    private final Setup setup;

    MicronautSetup(Setup setup) {
        this.setup = setup;
    }

    Setup setup() {
        return setup;
    }

    private static Setup empty() {
        return Setup.in("shop.properties").variable("MICRONAUT_CONFIG_FILES", "{FOLDER}/shop.properties");
    }

    private static Setup account() {
        return empty().with("datasources.default.username={USER}", "datasources.default.password={PASSWORD}");
    }

    private static Setup source() {
        return account().with("datasources.default.url={URL}");
    }

    private static Setup flyway(String... lines) {
        Setup setup = source();
        for (String line : lines) {
            setup = setup.with("flyway.datasources.default." + line);
        }
        return setup;
    }

    /** Returns a setup that has scripts of its own beside those of the jar. */
    private static Setup scripts(String... lines) {
        return flyway(lines).with("flyway.datasources.default.locations=classpath:db/migration,filesystem:scripts");
    }
}
