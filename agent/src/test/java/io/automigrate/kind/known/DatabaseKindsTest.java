package io.automigrate.kind.known;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.kind.ConnectionFault;
import io.automigrate.kind.DatabaseAddress;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.url.JdbcUrl;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseKindsTest {
    /** Words before a URL that must not change the behaviour of the agent. */
    private static final List<String> WRAPPERS = List.of(
            "p6spy:",
            "otel:",
            "aws-wrapper:",
            "log4jdbc:",
            "tracing:",
            "datadog:",
            "p6spy:otel:",
            "datadog:unheard-of:");

    private static final List<String> URLS = List.of(
            "postgresql://db:5433/shop?user=app&password=x%y",
            "postgresql:shop?user=app",
            "mysql://db/shop?user=app&password=a#b",
            "mysql:replication://a,b/shop",
            "mariadb://db/shop?user=app&password=a#b",
            "h2:mem:shop;USER=app;PASSWORD=x",
            "h2:tcp://db/shop;USER=app;PASSWORD=x",
            "sqlite:/data/shop.db?cache=shared",
            "oracle:thin:@//db/shop",
            "sqlserver://db;databaseName=shop;user=app;password={a;b}",
            "jtds:sqlserver://db/shop;user=app",
            "cockroachdb://db/shop",
            "derby:memory:shop",
            "hsqldb:hsql://db/shop",
            "db2://db:50000/shop");

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://h/d,             postgresql",
        "jdbc:PostgreSQL://h/d,             postgresql",
        "jdbc:mysql:replication://h/d,      mysql",
        "jdbc:mysql+srv://h/d,              mysql",
        "jdbc:mariadb://h/d,                mariadb",
        "jdbc:h2:mem:x,                     h2",
        "jdbc:sqlite::memory:,              sqlite",
        "jdbc:oracle:thin:@//h/d,           oracle",
        "jdbc:sqlserver://h,                sqlserver",
        "jdbc:db2://h/d,                    db2",
        "jdbc:as400://h,                    db2",
        "jdbc:derby:x,                      derby",
        "jdbc:hsqldb:mem:x,                 hsqldb",
        "jdbc:sap://h,                      hana",
        "jdbc:informix-sqli://h/d,          informix",
        "jdbc:firebirdsql://h/d,            firebird",
        "jdbc:ch://h/d,                     clickhouse",
        "jdbc:p6spy:postgresql://h/d,       postgresql",
        "jdbc:aws-wrapper:mysql://h/d,      mysql",
        "jdbc:tc:mariadb:11:///d,           mariadb",
        "jdbc:tc:postgis:16-3.4:///d,       postgresql",
        "jdbc:tc:cockroach:v25.1:///d,      cockroachdb",
        "jdbc:cockroachdb://h/d,            cockroachdb",
        "jdbc:otel:h2:mem:x,                h2",
        "jdbc:tracing:sqlite:x.db,          sqlite",
        "jdbc:log4jdbc:oracle:thin:@//h/d,  oracle",
        "jdbc:P6Spy:otel:MariaDB://h/d,     mariadb",
        "jdbc:unheard-of:postgresql://h/d,  postgresql",
        "jdbc:jtds:sqlserver://h/d,         jtds",
        "jdbc:microsoft:sqlserver://h,      sqlserver",
        "jdbc:p6spy:unheard-of://h/d,       unheard-of",
        "jdbc:unheard-of:iam://h:h2:1/d,    unheard-of",
        "jdbc:p6spy:x,                      p6spy",
        "jdbc:unheard-of:x,                 unheard-of",
    })
    void the_word_of_a_kind_is_the_word_that_spring_boot_uses(String url, String vendor) {
        assertThat(DatabaseKinds.of(new JdbcUrl(url)).word()).isEqualTo(vendor);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://db:5433/shop            | db:5433",
                "jdbc:postgresql://db/shop?a=b             | db:5432",
                "jdbc:postgresql://db                      | db:5432",
                "jdbc:postgresql://h1,h2:5433/shop         | h1:5432,h2:5433",
                "jdbc:postgresql:///shop                   | localhost:5432",
                "jdbc:postgresql:shop                      | localhost:5432",
                "jdbc:postgresql://[::1]/shop              | [::1]:5432",
                "jdbc:postgresql://[::1]:5433/shop         | [::1]:5433",
                "jdbc:p6spy:postgresql://db/shop           | db:5432",
                "jdbc:mysql:replication://a,b/shop         | a:3306,b:3306",
                "jdbc:mariadb://db/shop                    | db:3306",
                "jdbc:h2:tcp://db/~/shop                   | db:9092",
                "jdbc:h2:ssl://db:9093/shop;MODE=MySQL     | db:9093",
                "jdbc:sqlserver://db;databaseName=shop     | db:1433",
                "jdbc:sqlserver://db:1434;databaseName=x   | db:1434",
                "jdbc:sqlserver://db\\inst;databaseName=x  | db\\inst",
                "jdbc:oracle:thin:@//db:1522/shop          | db:1522",
                "jdbc:oracle:thin:@//db/shop               | db:1521",
                "jdbc:oracle:thin:@tcps://db:2484/shop     | db:2484",
                "jdbc:oracle:thin:@db:1521:SHOP            | db:1521",
                "jdbc:oracle:thin:@db:1521/shop            | db:1521",
                "jdbc:oracle:thin:u/p@//db:1521/shop       | db:1521",
                "jdbc:clickhouse://db:8123/shop            | db:8123",
                "jdbc:clickhouse://db/shop                 | db",
                "jdbc:clickhouse://u:p@db/shop             | db",
                "jdbc:redshift:iam://db/shop               | db:5439",
                "jdbc:cockroachdb://db/shop                | db:26257",
                "jdbc:otel:h2:tcp://db/~/shop              | db:9092",
                "jdbc:p6spy:postgresql:shop                | localhost:5432",
                "jdbc:log4jdbc:oracle:thin:@//db/shop      | db:1521",
            })
    void the_endpoint_is_host_and_port(String url, String endpoint) {
        assertThat(DatabaseKinds.at(new JdbcUrl(url)).endpoint()).contains(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:x",
                "jdbc:h2:file://data/x",
                "jdbc:sqlite:file://data/x",
                "jdbc:hsqldb:mem:x",
                "jdbc:tc:postgresql:15:///x",
                "jdbc:mysql://address=(host=h)(port=1)/d",
                "jdbc:sqlserver://;serverName=h",
                "jdbc:oracle:thin:@tnsname",
                "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=h)(PORT=1)))",
                "jdbc:oracle:thin:@ldap://h:1/x",
                "jdbc:oracle:thin:",
            })
    void there_is_no_endpoint_without_a_server_in_the_url(String url) {
        assertThat(DatabaseKinds.at(new JdbcUrl(url)).endpoint()).isEmpty();
    }

    static Stream<Arguments> wrapped() {
        return WRAPPERS.stream().flatMap(wrapper -> URLS.stream().map(url -> Arguments.of(wrapper, url)));
    }

    @ParameterizedTest
    @MethodSource("wrapped")
    void a_wrapped_url_behaves_as_the_url_that_it_wraps(String wrapper, String url) {
        DatabaseAddress plain = DatabaseKinds.at(new JdbcUrl("jdbc:" + url));
        DatabaseAddress wrapped = DatabaseKinds.at(new JdbcUrl("jdbc:" + wrapper + url));

        assertThat(wrapped.wrappers()).isEqualTo(wrapper);
        assertThat(wrapped.url()).isEqualTo(plain.url());
        assertThat(facts(wrapped)).isEqualTo(facts(plain));
        assertThat(wrapped.withoutAccount(true).value())
                .isEqualTo(
                        "jdbc:" + wrapper + plain.withoutAccount(true).value().substring("jdbc:".length()));
    }

    private static List<Object> facts(DatabaseAddress address) {
        DatabaseKind kind = address.kind();
        return List.of(
                kind.getClass(),
                kind.word(),
                address.endpoint(),
                address.places("app"),
                address.isEmbedded(),
                kind.loginProperties(),
                String.valueOf(kind.connectLimit()),
                String.valueOf(kind.readLimit()),
                kind.readable(address.url()),
                kind.isBundled(),
                kind.flywayModule(),
                String.valueOf(kind.historyQuery()),
                kind.asksForLock("SELECT pg_try_advisory_lock(1)"),
                kind.pollsForLock(),
                kind.pooledSessions() != null,
                kind.writeTransaction() != null,
                kind.sessions("flyway_schema_history").getClass(),
                kind.sessionStatement(600_000, 1500),
                kind.falseLiteral(),
                kind.hasSchemas(),
                kind.isSchemaCatalog(),
                kind.commitsDefinitions(),
                kind.keepsNotes(),
                kind.repeatsStatements(),
                String.valueOf(kind.dump() == null ? null : kind.dump().getClass()),
                kind.rights().getClass(),
                rules(kind),
                kind.refusesTransaction("VACUUM"),
                kind.syntax(),
                List.of(kind.drivers()));
    }

    private static String rules(DatabaseKind kind) {
        return kind.lockRules() == null
                ? ""
                : kind.lockRules().stream()
                        .map(rule -> rule.statement() + rule.text())
                        .collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("wrapped")
    void a_url_that_users_write_is_read_in_the_same_way_behind_a_wrapping_driver(String wrapper, String url) {
        DatabaseUrl plain = DatabaseUrl.parse("jdbc:" + url);
        DatabaseUrl wrapped = DatabaseUrl.parse("jdbc:" + wrapper + url);

        assertThat(wrapped.url().value())
                .isEqualTo("jdbc:" + wrapper + plain.url().value().substring("jdbc:".length()));
        assertThat(DatabaseUrl.namesAccount("jdbc:" + wrapper + url))
                .isEqualTo(DatabaseUrl.namesAccount("jdbc:" + url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p6spy:", "otel:", "aws-wrapper:", "datadog:"})
    void an_account_before_the_host_is_taken_out_of_the_url(String wrapper) {
        for (String database : List.of("postgresql", "mysql", "mariadb")) {
            DatabaseUrl url = DatabaseUrl.parse("jdbc:" + wrapper + database + "://app:geh%40im@db/shop");

            assertThat(url.url().value()).isEqualTo("jdbc:" + wrapper + database + "://db/shop");
            assertThat(url.user()).contains("app");
            assertThat(url.password().orElseThrow().value()).isEqualTo("geh@im");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:p6spy:postgresql://db/shop, org.postgresql.Driver, com.p6spy.engine.spy.P6SpyDriver, jdbc:postgresql://db/shop",
        "jdbc:otel:sqlite:x.db, org.sqlite.JDBC, io.opentelemetry.instrumentation.jdbc.OpenTelemetryDriver, jdbc:sqlite:x.db",
        "jdbc:p6spy:otel:h2:mem:x, org.h2.Driver, com.p6spy.engine.spy.P6SpyDriver, jdbc:otel:h2:mem:x",
    })
    void a_wrapped_url_needs_the_wrapping_and_the_wrapped_driver(
            String url, String wrappedDriver, String driver, String wrappedUrl) {
        DatabaseAddress address = DatabaseKinds.at(new JdbcUrl(url));

        assertThat(address.drivers()).contains(driver);
        assertThat(address.kind().drivers()).contains(wrappedDriver);
        assertThat(address.wrappedUrl().value()).isEqualTo(wrappedUrl);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:jtds:sqlserver://db/shop,         4060",
        "jdbc:sqlserver://db,                   4060",
        "jdbc:p6spy:mysql://db/shop,            1049",
        "jdbc:otel:mariadb://db/shop,           1049",
        "jdbc:tracing:h2:tcp://db/shop,         90013",
        "jdbc:datadog:hsqldb:hsql://db/shop,    -465",
    })
    void error_codes_mean_what_they_mean_for_the_wrapped_database(String url, int code) {
        assertThat(DatabaseKinds.of(new JdbcUrl(url)).fault(new SQLException("no", "HY000", code)))
                .isEqualTo(ConnectionFault.NO_SUCH_DATABASE);
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql, 1500, ''",
        "postgresql, 0, ''",
        "mariadb, 1500, 'SET SESSION lock_wait_timeout = 2, innodb_lock_wait_timeout = 2'",
        "mysql, 0, ''",
        "h2, 0, ''",
        "sqlite, 0, 'PRAGMA busy_timeout = 601000'",
        "oracle, 1500, ''",
    })
    void each_session_begins_with_the_time_limits_of_its_database(String word, long statementMillis, String sql) {
        assertThat(DatabaseKinds.of(new JdbcUrl("jdbc:" + word + ":x")).sessionStatement(600_000, statementMillis))
                .isEqualTo(sql);
    }

    @ParameterizedTest
    @CsvSource({
        "sqlserver://db, org.flywaydb:flyway-sqlserver",
        "jtds:sqlserver://db, org.flywaydb:flyway-sqlserver",
        "sap://db, org.flywaydb:flyway-database-saphana",
        "firebirdsql://db, org.flywaydb:flyway-firebird",
        "p6spy:db2://db, org.flywaydb:flyway-database-db2",
        "unheard-of://db, org.flywaydb:flyway-database-unheard-of",
    })
    void flyway_learns_another_database_from_a_module(String url, String module) {
        DatabaseKind kind = DatabaseKinds.of(new JdbcUrl("jdbc:" + url));

        assertThat(kind.isBundled()).isFalse();
        assertThat(kind.flywayModule()).isEqualTo(module);
    }
}
