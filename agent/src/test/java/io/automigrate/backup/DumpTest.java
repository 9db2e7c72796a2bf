package io.automigrate.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.kind.DumpSource;
import io.automigrate.settings.Settings;
import io.automigrate.settings.SettingsBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What programs that make backups are told about the database. */
class DumpTest {
    private static Settings settings(String url) {
        return new SettingsBuilder().account(url, "shop", "s3cret").build();
    }

    private static String variable(String url, String name) {
        DumpSource source = DatabaseBackup.source(settings(url));
        Map<String, Optional<String>> variables = settings(url)
                .account()
                .kind()
                .clientVariables(source, source.server().orElseThrow());
        return variables.getOrDefault(name, Optional.empty()).orElse(null);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db:5433/shop, PGHOST, db",
        "jdbc:postgresql://db:5433/shop, PGPORT, 5433",
        "jdbc:postgresql://db:5433/shop, PGDATABASE, shop",
        "jdbc:postgresql://db/shop, PGPORT, 5432",
        "'jdbc:postgresql://one:1,two/shop', PGHOST, 'one,two'",
        "'jdbc:postgresql://one:1,two/shop', PGPORT, '1,5432'",
        "jdbc:postgresql://[::1]:5433/shop, PGHOST, ::1",
        "jdbc:postgresql://[::1]:5433/shop, PGPORT, 5433",
        "jdbc:postgresql:orders, PGDATABASE, orders",
        "jdbc:postgresql:orders, PGHOST, localhost",
        "jdbc:postgresql:/, PGDATABASE, shop",
        "jdbc:postgresql://db/, PGDATABASE, shop",
        "jdbc:postgresql:///orders, PGHOST, localhost",
        "jdbc:postgresql://db/my%20shop, PGDATABASE, my shop",
        "jdbc:p6spy:postgresql://db/orders, PGDATABASE, orders",
        "jdbc:postgresql://db/shop, PGUSER, shop",
        "jdbc:postgresql://db/shop, PGPASSWORD, s3cret",
        "jdbc:postgresql://db/shop?user=owner, PGUSER, owner",
        "jdbc:postgresql://db/?user=owner, PGDATABASE, owner",
        "jdbc:postgresql://db/shop?password=other, PGPASSWORD, other",
        "jdbc:postgresql://db/shop?sslmode=require, PGSSLMODE, require",
        "jdbc:postgresql://db/shop?ssl=true, PGSSLMODE, verify-full",
        "jdbc:postgresql://db/shop?ssl=false, PGSSLMODE,",
        "jdbc:postgresql://db/shop?ssl=true&sslmode=verify-ca&sslrootcert=/ca.pem, PGSSLMODE, verify-ca",
        "jdbc:postgresql://db/shop?sslmode=verify-ca&sslrootcert=/ca.pem, PGSSLROOTCERT, /ca.pem",
        "jdbc:postgresql://db/shop?targetServerType=primary, PGTARGETSESSIONATTRS, read-write",
        "jdbc:postgresql://db/shop, PGSERVICE,",
    })
    void the_url_is_told_in_the_words_of_libpq(String url, String name, String value) {
        assertThat(variable(url, name)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/shop, shop s3cret shop",
        "jdbc:postgresql://db/shop?user=owner&password=other, owner other owner",
        "jdbc:h2:mem:shop, shop s3cret none",
        "jdbc:p6spy:postgresql://db/shop?user=owner, owner s3cret owner",
    })
    void a_command_is_told_who_logs_in(String url, String told, @TempDir Path folder) throws Exception {
        Settings.BackupCommand command = new Settings.BackupCommand(
                "echo $BACKUP_USER $BACKUP_PASSWORD ${PGUSER:-none} > " + folder.resolve("told"));
        BackupName name = BackupName.of(settings(url), Optional.empty(), Instant.EPOCH);

        new UserCommand(command, settings(url), name, Optional.empty()).run();

        assertThat(folder.resolve("told")).hasContent(told);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db:5432/shop?sslmode=require, shop",
        "jdbc:postgresql:shop, shop",
        "jdbc:mariadb://db/my shop?x=a/b, my_shop",
        "jdbc:h2:file:/data/shop;MODE=MySQL, shop",
        "jdbc:h2:tcp://db:9092/~/test, test",
        "jdbc:h2:mem:shop, shop",
        "jdbc:sqlite:/data/shop.sqlite, shop",
        "jdbc:sqlite:shop.db?cache=shared, shop",
        "jdbc:postgresql://db/, database"
    })
    void a_backup_has_the_name_of_its_database_version_and_time(String url, String name) {
        Instant time = Instant.parse("2026-11-20T09:15:00.789Z");
        assertThat(BackupName.of(settings(url), Optional.of("1.2"), time)).hasToString(name + "-v1.2-20261120T091500Z");
        assertThat(BackupName.of(settings(url), Optional.empty(), time))
                .hasToString(name + "-unversioned-20261120T091500Z");
    }

    @Test
    void one_database_is_told_from_another_whose_name_begins_the_same() {
        BackupName name = BackupName.of(settings("jdbc:h2:mem:shop"), Optional.empty(), Instant.EPOCH);
        assertThat(name.isSameDatabase("shop-v7-20261120T091500Z.sql", "sql")).isTrue();
        assertThat(name.isSameDatabase("shop-2-v7-20261120T091500Z.sql", "sql")).isFalse();
        assertThat(name.isSameDatabase("shop-v2-v7-20261120T091500Z.sql", "sql"))
                .isFalse();
        assertThat(name.isSameDatabase("shop-v7-20261120T091500Z.dump", "sql")).isFalse();
        assertThat(name.isSameDatabase("shop.sql", "sql")).isFalse();
    }
}
