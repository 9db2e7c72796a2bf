package io.automigrate.url;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {

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
        "jdbc:p6spy:x,                      p6spy",
        "jdbc:unheard-of:x,                 unheard-of",
    })
    void the_vendor_is_the_word_that_spring_boot_uses(String url, String vendor) {
        assertThat(new JdbcUrl(url).vendor()).isEqualTo(vendor);
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
            })
    void the_endpoint_is_host_and_port(String url, String endpoint) {
        assertThat(new JdbcUrl(url).endpoint()).contains(endpoint);
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
        assertThat(new JdbcUrl(url).endpoint()).isEmpty();
    }

    @Test
    void people_see_no_password() {
        assertThat(new JdbcUrl("jdbc:postgresql://h/d?user=u&password=geheim"))
                .hasToString("jdbc:postgresql://h/d?user=u&password=****");
    }
}
