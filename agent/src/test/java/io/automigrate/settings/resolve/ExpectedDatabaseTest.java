package io.automigrate.settings.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.kind.known.DatabaseKinds;
import io.automigrate.kind.known.DatabaseUrl;
import io.automigrate.url.JdbcUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code AUTO_MIGRATE_EXPECT_DATABASE}. */
class ExpectedDatabaseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://db.example.com:5432/shop?sslmode=require | db.example.com/shop",
                "postgres://u:p@db/shop%20one | db/shop one",
                "jdbc:postgresql://a:5432,b/shop | a/shop b/shop",
                "jdbc:postgresql://[::1]:5432/shop | [::1]/shop",
                "jdbc:postgresql://db/ | db/ada",
                "jdbc:postgresql:///shop | localhost/shop",
                "jdbc:postgresql:shop | localhost/shop",
                "jdbc:mysql://db:3306/shop?useSSL=true | db/shop",
                "jdbc:mariadb://db/ | db/",
                "jdbc:mariadb:replication://a,b:3307/shop | a/shop b/shop",
                "jdbc:mariadb://address=(host=a)(port=3306),address=(host=b)/shop | a/shop b/shop",
                "jdbc:sqlserver://db\\one:1433;databaseName=shop;encrypt=true | db\\one/shop",
                "jdbc:sqlserver://db;user=x | db/",
                "jdbc:oracle:thin:@//db:1521/shop | db/shop",
                "jdbc:oracle:thin:@db:1521:shop | db/shop",
                "jdbc:oracle:thin:@db:1521/shop | db/shop",
                "jdbc:oracle:thin:@SHOP | /SHOP",
                "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=db)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=shop))) | db/shop",
                "jdbc:h2:tcp://db:9092/~/shop;MODE=MySQL | db/~/shop",
                "jdbc:h2:file:/data/shop;AUTO_SERVER=TRUE | /data/shop",
                "jdbc:h2:~/shop | ~/shop",
                "jdbc:h2:mem:shop | mem:shop",
                "jdbc:sqlite:/data/shop.db?cache=shared | /data/shop.db",
                "jdbc:sqlite::memory: | :memory:",
                "jdbc:p6spy:postgresql://db:5432/shop | db/shop",
                "jdbc:hsqldb:hsql://db:9001/shop | db/shop",
                "jdbc:derby:memory:shop;create=true | memory:shop",
            })
    void the_place_is_host_and_database_in_every_form_of_url(String url, String places) {
        JdbcUrl parsed = DatabaseUrl.parse(url).url();
        assertThat(String.join(" ", DatabaseKinds.at(parsed).places("ada"))).isEqualTo(places);
    }

    @Test
    void the_whole_place_has_to_match() {
        Start start = Start.with("AUTO_MIGRATE_URL", "jdbc:postgresql://prod-1.example.com:5432/shop");

        assertThat(start.env("AUTO_MIGRATE_EXPECT_DATABASE", "prod-\\d\\.example\\.com/shop")
                        .problemsOrNone())
                .isEmpty();
        assertThat(start.env("AUTO_MIGRATE_EXPECT_DATABASE", "prod-\\d").problem())
                .isEqualTo(
                        "AUTO_MIGRATE_EXPECT_DATABASE=\"prod-\\d\": the database of AUTO_MIGRATE_URL is"
                                + " \"prod-1.example.com/shop\", and the expression does not match all of it; correct the expression or the URL");
    }

    @Test
    void every_host_has_to_match() {
        Start start = Start.with("AUTO_MIGRATE_URL", "jdbc:postgresql://prod-1,stage-1/shop")
                .env("AUTO_MIGRATE_EXPECT_DATABASE", "prod-\\d/shop");

        assertThat(start.problem()).contains("\"stage-1/shop\"");
    }

    @Test
    void a_discovered_database_is_guarded_too() {
        assertThat(Start.with("SPRING_DATASOURCE_URL", "jdbc:h2:mem:shop")
                        .env("AUTO_MIGRATE_EXPECT_DATABASE", ".*/prod")
                        .problem())
                .contains("SPRING_DATASOURCE_URL is \"mem:shop\"");
    }

    @Test
    void an_invalid_expression_is_a_problem() {
        assertThat(Start.withUrl().env("AUTO_MIGRATE_EXPECT_DATABASE", "(prod").problem())
                .startsWith("AUTO_MIGRATE_EXPECT_DATABASE=\"(prod\": that is no regular expression (Unclosed group");
    }

    @Test
    void each_of_several_databases_has_its_own() {
        assertThat(Start.with("AUTO_MIGRATE_DATABASES", "orders,audit")
                        .env("AUTO_MIGRATE_ORDERS_URL", "jdbc:postgresql://db/orders")
                        .env("AUTO_MIGRATE_AUDIT_URL", "jdbc:postgresql://db/audit")
                        .env("AUTO_MIGRATE_EXPECT_DATABASE", "db/orders")
                        .env("AUTO_MIGRATE_AUDIT_EXPECT_DATABASE", "db/archive")
                        .problem())
                .startsWith(
                        "AUTO_MIGRATE_AUDIT_EXPECT_DATABASE=\"db/archive\": the database of AUTO_MIGRATE_AUDIT_URL is"
                                + " \"db/audit\"");
    }
}
