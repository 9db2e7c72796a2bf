package io.automigrate.it.equality;

import static io.automigrate.it.equality.Setup.firstTable;
import static io.automigrate.it.equality.Setup.fourth;
import static io.automigrate.it.equality.Setup.secondTable;

/** Configurations of an application with Quarkus' own Flyway. */
enum QuarkusSetup {
    DEFAULTS(source()),
    TABLE(flyway("table=versions")),
    ONE_SCHEMA(flyway("schemas=shop")),
    TWO_SCHEMAS(flyway("schemas=shop,audit")),
    SCHEMAS_BY_INDEX(flyway("schemas[0]=shop", "schemas[1]=audit")),
    DEFAULT_SCHEMA(flyway("default-schema=history")),
    SCHEMAS_AND_DEFAULT_SCHEMA(flyway("schemas=a,b", "default-schema=b")),
    SCHEMA_THAT_IS_THERE(flyway("schemas=shop", "create-schemas=false").before("CREATE SCHEMA shop")),
    SCHEMA_THAT_IS_MISSING(flyway("schemas=shop", "create-schemas=false")),
    FOLDER(source().script("V3__third.sql", "CREATE TABLE third (id INT)")),
    PLACEHOLDER(flyway("placeholders.word=seven")),
    PLACEHOLDER_WITH_A_DOT(
            flyway("placeholders.\"a.b\"=9").script("V3__third.sql", "CREATE TABLE third AS SELECT ${a.b} AS x")),
    PLACEHOLDER_WITH_CAPITALS(flyway("placeholders.teamName=blue")
            .script("V3__third.sql", "CREATE TABLE third AS SELECT '${teamName}' AS x")),
    PLACEHOLDER_WITH_A_DASH(flyway("placeholders.team-name=blue")
            .script("V3__third.sql", "CREATE TABLE third AS SELECT '${team-name}' AS x")),
    PLACEHOLDER_IN_A_VARIABLE(source().variable("QUARKUS_FLYWAY_PLACEHOLDERS_WORD", "variable")),
    PLACEHOLDER_OF_FLYWAY(
            source().script("V3__third.sql", "CREATE TABLE third AS SELECT '${flyway:defaultSchema}' AS x")),
    SIGNS_OF_PLACEHOLDERS(flyway("placeholder-prefix=@@", "placeholder-suffix=@@")
            .script("V3__third.sql", "CREATE TABLE third AS SELECT '@@word@@' AS x, '${y}' AS y")),
    BASELINE(flyway("baseline-on-migrate=true").before(firstTable())),
    BASELINE_WITH_VERSION_AND_DESCRIPTION(
            flyway("baseline-on-migrate=true", "baseline-version=2", "baseline-description=before Flyway")
                    .before(firstTable())
                    .before(secondTable())),
    BASELINE_OF_AN_EMPTY_SCHEMA(flyway("baseline-on-migrate=true", "baseline-version=2")),
    TABLES_WITHOUT_A_BASELINE(source().before("CREATE TABLE old (id INT)")),
    BASELINE_AT_START(flyway("baseline-at-start=true", "baseline-version=0").before("CREATE TABLE old (id INT)")),
    BASELINE_AT_START_OF_AN_EMPTY_SCHEMA(flyway("baseline-at-start=true", "baseline-version=0")),
    REPAIR_AT_START(flyway("repair-at-start=true").applied("V1__first.sql", firstTable())),
    CLEAN_DISABLED(flyway("clean-disabled=true")),
    OUT_OF_ORDER(flyway("out-of-order=true").applied("V4__fourth.sql", fourth()).script("V4__fourth.sql", fourth())),
    IN_ORDER(source().applied("V4__fourth.sql", fourth()).script("V4__fourth.sql", fourth())),
    CHANGED_SCRIPT(source().applied("V1__first.sql", firstTable())),
    NO_VALIDATION(flyway("validate-on-migrate=false").applied("V1__first.sql", firstTable())),
    MISSING_MIGRATION(source().applied("V0__zero.sql", "CREATE TABLE zero (id INT)")),
    IGNORE_MISSING(flyway("ignore-missing-migrations=true").applied("V0__zero.sql", "CREATE TABLE zero (id INT)")),
    IGNORE_PATTERN(flyway("ignore-migration-patterns=*:missing").applied("V0__zero.sql", "CREATE TABLE zero (id INT)")),
    FUTURE_MIGRATION(flyway("out-of-order=true").applied("V9__nine.sql", "CREATE TABLE nine (id INT)")),
    NO_FUTURE_MIGRATION(flyway("ignore-future-migrations=false", "out-of-order=true")
            .applied("V9__nine.sql", "CREATE TABLE nine (id INT)")),
    NAMES_ARE_CHECKED(flyway("validate-migration-naming=true").script("V3_third.sql", "SELECT 1")),
    PREFIXES(flyway("sql-migration-prefix=T", "repeatable-sql-migration-prefix=Q")
            .script("Q__names.sql", "CREATE OR REPLACE VIEW names AS SELECT id FROM prefixed")),
    CONNECT_RETRIES(flyway("connect-retries=3", "connect-retries-interval=1s")),
    FIRST_STATEMENT(flyway("init-sql=SET statement_timeout = 60000")),
    FIRST_STATEMENT_THAT_CHOOSES_A_SCHEMA(
            flyway("init-sql=SET search_path TO shop").before("CREATE SCHEMA shop")),
    FIRST_STATEMENT_OF_THE_POOL(source().with("quarkus.datasource.jdbc.new-connection-sql=SET search_path TO shop")
            .before("CREATE SCHEMA shop")),
    SCHEMA_AS_A_PROPERTY_OF_THE_DRIVER(
            source().with("quarkus.datasource.jdbc.additional-jdbc-properties.currentSchema=shop")
                    .before("CREATE SCHEMA shop")),
    SCHEMA_IN_THE_URL(account()
            .with("quarkus.datasource.jdbc.url={URL}?currentSchema=shop")
            .before("CREATE SCHEMA shop")),
    URL_OF_FLYWAY(unreachable()
            .with(
                    "quarkus.flyway.jdbc-url={URL}",
                    "quarkus.flyway.username={USER}",
                    "quarkus.flyway.password={PASSWORD}")),
    ACCOUNT_OF_FLYWAY(empty().with(
                    "quarkus.datasource.jdbc.url={URL}",
                    "quarkus.datasource.username=nobody",
                    "quarkus.datasource.password=none",
                    "quarkus.flyway.username={USER}",
                    "quarkus.flyway.password={PASSWORD}")),
    URL_OF_FLYWAY_WITHOUT_AN_ACCOUNT(flyway("jdbc-url={URL}?currentSchema=shop").before("CREATE SCHEMA shop")),
    VARIABLES(empty().variable("QUARKUS_DATASOURCE_JDBC_URL", "{URL}")
            .variable("QUARKUS_DATASOURCE_USERNAME", "{USER}")
            .variable("QUARKUS_DATASOURCE_PASSWORD", "{PASSWORD}")
            .variable("QUARKUS_FLYWAY_TABLE", "variable")
            .variable("QUARKUS_FLYWAY_BASELINE_ON_MIGRATE", "true")
            .variable("QUARKUS_FLYWAY_BASELINE_VERSION", "0")
            .before("CREATE TABLE old (id INT)")),
    PROPERTY_BEFORE_VARIABLE_BEFORE_FILE(flyway("table=file", "schemas=file")
            .variable("QUARKUS_FLYWAY_TABLE", "variable")
            .variable("QUARKUS_FLYWAY_SCHEMAS", "variable")
            .option("-Dquarkus.flyway.table=property")),
    KEYS_OF_THE_PROFILE(flyway("table=all")
            .with(
                    "%prod.quarkus.flyway.table=prod",
                    "%prod.quarkus.flyway.placeholders.word=prod",
                    "%dev.quarkus.flyway.table=dev",
                    "%dev.quarkus.flyway.schemas=dev")),
    FILE_OF_THE_PROFILE(flyway("table=all")
            .variable("QUARKUS_PROFILE", "blue")
            .file("config/application-blue.properties", "quarkus.flyway.table=blue\n")),
    EXPRESSIONS(account()
            .with(
                    "quarkus.datasource.jdbc.url=jdbc:postgresql://${DB_HOST:localhost:1}/${DB_NAME:{DATABASE}}",
                    "team=red",
                    "quarkus.flyway.table=of_${team:nobody}")
            .variable("DB_HOST", "{HOST}")),
    FILE_OF_VARIABLES(flyway("table=file").file(".env", "QUARKUS_FLYWAY_TABLE=env\n")),
    FURTHER_FILE(source().option("-Dsmallrye.config.locations={FOLDER}/more.properties")
            .file("more.properties", "quarkus.flyway.table=more\nconfig_ordinal=500\n")),
    NAMED_SOURCE(named("users")),
    NAMED_SOURCE_IN_QUOTES(named("\"orders\"")),
    NAMED_SOURCE_IN_VARIABLES(empty().variable("QUARKUS_DATASOURCE_USERS_JDBC_URL", "{URL}")
            .variable("QUARKUS_DATASOURCE_USERS_USERNAME", "{USER}")
            .variable("QUARKUS_DATASOURCE_USERS_PASSWORD", "{PASSWORD}")
            .variable("QUARKUS_FLYWAY_USERS_TABLE", "variable")
            .variable("QUARKUS_FLYWAY_USERS_PLACEHOLDERS_WORD", "variable"));

    private final Setup setup;

    QuarkusSetup(Setup setup) {
        this.setup = setup;
    }

    Setup setup() {
        return setup;
    }

    private static Setup empty() {
        return Setup.in("config/application.properties");
    }

    private static Setup account() {
        return empty().with("quarkus.datasource.username={USER}", "quarkus.datasource.password={PASSWORD}");
    }

    private static Setup source() {
        return account().with("quarkus.datasource.jdbc.url={URL}");
    }

    private static Setup unreachable() {
        return empty().with(
                        "quarkus.datasource.jdbc.url=jdbc:postgresql://localhost:1/nowhere",
                        "quarkus.datasource.username=nobody",
                        "quarkus.datasource.password=none");
    }

    private static Setup named(String name) {
        return empty().with(
                        "quarkus.datasource." + name + ".jdbc.url={URL}",
                        "quarkus.datasource." + name + ".username={USER}",
                        "quarkus.datasource." + name + ".password={PASSWORD}",
                        "quarkus.flyway." + name + ".table=versions",
                        "quarkus.flyway." + name + ".schemas=shop,audit",
                        "quarkus.flyway." + name + ".placeholders.word=users");
    }

    private static Setup flyway(String... lines) {
        Setup setup = source();
        for (String line : lines) {
            setup = setup.with("quarkus.flyway." + line);
        }
        return setup;
    }
}
