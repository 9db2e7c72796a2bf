package io.automigrate.kind.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.automigrate.kind.DatabaseAddress;
import io.automigrate.url.JdbcUrl;
import io.automigrate.url.PercentEncoding;
import io.automigrate.url.Secret;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    private static final List<String> PASSWORDS = List.of(
            "a@b",
            "a:b",
            "a/b",
            "a%b",
            "a#b",
            "a&b",
            "a;b",
            "aäb",
            "a€b",
            "@:/%#&;ä€",
            "%",
            "a%4",
            "100%zz",
            "a+b",
            "//",
            "a=b");

    @ParameterizedTest
    @CsvSource({
        "postgres://db:5432/shop?sslmode=require, jdbc:postgresql://db:5432/shop?sslmode=require",
        "postgresql://db/shop,                    jdbc:postgresql://db/shop",
        "POSTGRES://db/shop,                      jdbc:postgresql://db/shop",
        "mysql://db:3306/shop,                    jdbc:mysql://db:3306/shop",
        "mariadb://db/shop,                       jdbc:mariadb://db/shop",
        "postgresql:///shop,                      jdbc:postgresql:///shop",
        "postgres://db/shop?user=a&password=b,    jdbc:postgresql://db/shop?user=a&password=b",
        "postgres://db/shop?email=a@b,            jdbc:postgresql://db/shop?email=a@b",
        "postgres://db/a@b,                       jdbc:postgresql://db/a@b",
        "JDBC:postgresql://db/shop,               jdbc:postgresql://db/shop",
        "jdbc:h2:file:/data/a@b:c,                jdbc:h2:file:/data/a@b:c",
        "jdbc:sqlite:/data/shop.db,               jdbc:sqlite:/data/shop.db",
        "jdbc:postgresql:shop,                    jdbc:postgresql:shop",
    })
    void a_url_without_an_account_is_translated(String text, String jdbc) {
        assertThat(DatabaseUrl.parse(text).url().value()).isEqualTo(jdbc);
        assertThat(DatabaseUrl.parse(text).user()).isEmpty();
        assertThat(DatabaseUrl.parse(text).password()).isEmpty();
    }

    @Test
    void several_servers_pass() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://u:p@h1:1,h2:2/db?targetServerType=primary");

        assertThat(url.url().value()).isEqualTo("jdbc:postgresql://h1:1,h2:2/db?targetServerType=primary");
        assertThat(url.password()).contains(new Secret("p"));
    }

    static Stream<Arguments> urls_with_an_account() {
        return Stream.of(
                        "postgres",
                        "postgresql",
                        "mysql",
                        "mariadb",
                        "jdbc:postgresql",
                        "jdbc:mysql",
                        "jdbc:mariadb",
                        "jdbc:mysql:replication")
                .flatMap(scheme -> PASSWORDS.stream().map(password -> Arguments.of(scheme, password)));
    }

    @ParameterizedTest
    @MethodSource("urls_with_an_account")
    void a_raw_password_before_the_host_is_taken_out(String scheme, String password) {
        DatabaseUrl url = DatabaseUrl.parse(scheme + "://shop:" + password + "@db:5432/shop?ssl=true");

        assertThat(url.url().value()).endsWith("://db:5432/shop?ssl=true").startsWith("jdbc:");
        assertThat(url.user()).contains("shop");
        assertThat(url.password()).contains(new Secret(password));
    }

    @ParameterizedTest
    @MethodSource("urls_with_an_account")
    void an_encoded_password_before_the_host_is_decoded(String scheme, String password) {
        String encoded = PercentEncoding.encode(password);
        DatabaseUrl url = DatabaseUrl.parse(scheme + "://sh%40p:" + encoded + "@db/shop");

        assertThat(url.user()).contains("sh@p");
        assertThat(url.password()).contains(new Secret(password));
    }

    @Test
    void an_account_may_be_a_user_alone_or_a_password_alone() {
        assertThat(DatabaseUrl.parse("postgres://shop@db/d").user()).contains("shop");
        assertThat(DatabaseUrl.parse("postgres://shop@db/d").password()).isEmpty();
        assertThat(DatabaseUrl.parse("postgres://shop:@db/d").password()).contains(new Secret(""));
        assertThat(DatabaseUrl.parse("postgres://:x@db/d").user()).isEmpty();
        assertThat(DatabaseUrl.parse("postgres://:x@db/d").password()).contains(new Secret("x"));
    }

    @Test
    void parameters_are_left_to_the_driver() {
        assertThat(DatabaseUrl.parse("jdbc:mariadb://h/d?user=u&password=a%b#c;d@e:f/gä€")
                        .url()
                        .value())
                .isEqualTo("jdbc:mariadb://h/d?user=u&password=a%b#c;d@e:f/gä€");
    }

    @Test
    void a_percent_sign_that_would_stop_the_driver_is_encoded() {
        assertThat(DatabaseUrl.parse("jdbc:postgresql://h/d?user=u&password=a%b%40%#c;d@e:f/gä€")
                        .url()
                        .value())
                .isEqualTo("jdbc:postgresql://h/d?user=u&password=a%25b%40%25#c;d@e:f/gä€");
        assertThat(DatabaseUrl.parse("jdbc:mysql://h/d?user=u&password=a%b#c")
                        .url()
                        .value())
                .isEqualTo("jdbc:mysql://h/d?user=u&password=a%25b%23c");
    }

    @Test
    void the_addresses_of_mysql_are_left_alone() {
        String url = "jdbc:mysql://address=(host=h)(user=u)(password=a@b)/d";

        assertThat(DatabaseUrl.parse(url).url().value()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not a url",
                "http://db/shop",
                "redis://db:6379",
                "db:5432",
                "shop",
                "postgres:shop",
                "r2dbc:postgresql://db/shop",
                ":",
                ""
            })
    void a_text_that_is_no_url_of_a_database_is_refused_with_the_allowed_forms(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:<database>:… or postgres://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:", "jdbc::", "jdbc:postgresql", "jdbc::x"})
    void half_a_jdbc_url_is_refused_with_an_example(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text)).hasMessageContaining("jdbc:postgresql://host:5432/database");
    }

    @Test
    void common_slips_are_named() {
        assertThatThrownBy(() -> DatabaseUrl.parse("\"jdbc:h2:mem:x\"")).hasMessageContaining("remove them");
        assertThatThrownBy(() -> DatabaseUrl.parse("jdbc:postgres://h/d")).hasMessageContaining("jdbc:postgresql:");
        assertThatThrownBy(() -> DatabaseUrl.parse("postgres://u:%E4@h/d")).hasMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://shop:geheim/shop",
                "jdbc:postgresql://db:99999/shop",
                "jdbc:mysql://db:/shop",
                "mysql://db:3306,db2:x/shop",
                "postgres://u:ge?heim@db/shop",
            })
    void a_text_in_place_of_a_port_is_refused_without_a_quotation(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .hasMessageContaining("port number")
                .hasMessageNotContaining("geheim");
    }

    @ParameterizedTest
    @CsvSource({
        "redis://:geheim@db:6379,            redis://:****@db:6379",
        "shop:ge heim@db:5432/shop,          shop:****@db:5432/shop",
        "postgres://shop:ge heim@db/shop,    postgres://shop:****@db/shop",
        "postgres://shop:geheim/shop,        postgres://shop:****/shop",
        "jdbc:x:d?user=a@b&password=geheim,  jdbc:x:d?user=a@b&password=****",
        "not a url,                          not a url",
    })
    void a_bad_url_is_shown_without_its_password(String text, String shown) {
        assertThat(DatabaseUrl.masked(text)).isEqualTo(shown);
    }

    private static final String CLOUD_SQL_POSTGRES =
            "socketFactory=com.google.cloud.sql.postgres.SocketFactory&cloudSqlInstance=";
    private static final String JUNIXSOCKET =
            "socketFactory=org.newsclub.net.unix.AFUNIXSocketFactory$FactoryArg&socketFactoryArg=";
    private static final String JUNIXSOCKET_MYSQL =
            "socketFactory=org.newsclub.net.mysql.AFUNIXDatabaseSocketFactory&junixsocket.file=";

    static List<Arguments> socketUrls() {
        return List.of(
                arguments(
                        "postgres://shop:s3cret@/shop?host=/cloudsql/acme-prod:europe-west1:shop",
                        "jdbc:postgresql://localhost/shop?" + CLOUD_SQL_POSTGRES + "acme-prod:europe-west1:shop"),
                arguments(
                        "postgresql://shop@localhost/shop?host=%2Fcloudsql%2Facme%3Aeu%3Ashop&sslmode=disable",
                        "jdbc:postgresql://localhost/shop?sslmode=disable&" + CLOUD_SQL_POSTGRES + "acme:eu:shop"),
                arguments(
                        "postgresql:///shop?host=%2Fvar%2Frun%2Fpostgresql",
                        "jdbc:postgresql://localhost/shop?" + JUNIXSOCKET + "/var/run/postgresql/.s.PGSQL.5432"),
                arguments(
                        "postgresql:///shop?connectTimeout=3&host=/tmp&port=5433",
                        "jdbc:postgresql://localhost/shop?connectTimeout=3&port=5433&" + JUNIXSOCKET
                                + "/tmp/.s.PGSQL.5433"),
                arguments(
                        "postgres://shop:s3cret@%2Fvar%2Frun%2Fpostgresql/shop",
                        "jdbc:postgresql://localhost/shop?" + JUNIXSOCKET + "/var/run/postgresql/.s.PGSQL.5432"),
                arguments(
                        "postgres://shop:s3cret@%2ftmp:6000/shop?sslmode=disable",
                        "jdbc:postgresql://localhost/shop?sslmode=disable&" + JUNIXSOCKET + "/tmp/.s.PGSQL.6000"),
                arguments(
                        "jdbc:postgresql:///shop?host=/var/run/postgresql",
                        "jdbc:postgresql://localhost/shop?" + JUNIXSOCKET + "/var/run/postgresql/.s.PGSQL.5432"),
                arguments(
                        "mysql://shop:s3cret@/shop?unix_socket=/cloudsql/acme:eu:shop",
                        "jdbc:mysql://localhost/shop?socketFactory=com.google.cloud.sql.mysql.SocketFactory"
                                + "&cloudSqlInstance=acme:eu:shop"),
                arguments(
                        "mysql://shop:s3cret@localhost/shop?socket=/run/mysqld/mysqld.sock",
                        "jdbc:mysql://localhost/shop?" + JUNIXSOCKET_MYSQL + "/run/mysqld/mysqld.sock"),
                arguments(
                        "mariadb://shop:s3cret@/shop?socket=%2Frun%2Fmysqld%2Fmysqld.sock",
                        "jdbc:mariadb://localhost/shop?localSocket=/run/mysqld/mysqld.sock"),
                arguments(
                        "mariadb://shop:s3cret@/shop?unix_socket=/cloudsql/acme:eu:shop",
                        "jdbc:mariadb://localhost/shop?socketFactory=com.google.cloud.sql.mariadb.SocketFactory"
                                + "&cloudSqlInstance=acme:eu:shop"));
    }

    @ParameterizedTest
    @MethodSource("socketUrls")
    void a_url_for_a_unix_socket_leads_the_driver_to_the_socket(String url, String expected) {
        assertThat(DatabaseUrl.parse(url).url().value()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:///shop?host=/tmp&socketFactory=org.newsclub.net.unix.AFUNIXSocketFactory$FactoryArg",
                "jdbc:mariadb:///shop?localSocket=/run/mysqld/mysqld.sock",
                "postgres://shop:a%2Fb@db/shop?sslrootcert=/etc/ssl/root.pem",
            })
    void a_socket_that_the_driver_can_open_is_not_refused(String url) {
        assertThat(DatabaseUrl.parse(url).url().value()).startsWith("jdbc:");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:mem:shop,true",
        "jdbc:h2:mem:,true",
        "jdbc:h2:mem:;DB_CLOSE_DELAY=-1,true",
        "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1,false",
        "jdbc:h2:file:/data/shop,false",
        "jdbc:h2:tcp://db/mem:shop,false",
        "jdbc:sqlite::memory:,true",
        "jdbc:sqlite:,true",
        "jdbc:sqlite:file:x?mode=memory&cache=shared,true",
        "jdbc:sqlite:/data/shop.db,false",
        "jdbc:postgresql://db/shop,false",
    })
    void a_database_that_ends_with_its_connection_is_known(String url, boolean ends) {
        DatabaseAddress address = DatabaseKinds.at(new JdbcUrl(url));

        assertThat(!address.kind().endsWithConnection(address.url()).isEmpty()).isEqualTo(ends);
    }
}
