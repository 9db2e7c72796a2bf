package io.automigrate.database;

import io.automigrate.settings.JdbcUrl;
import io.automigrate.settings.Secret;
import io.automigrate.settings.Settings;
import java.time.Duration;
import java.util.Optional;

/** Accounts and patience for tests. */
final class Accounts {
    private Accounts() {}

    static Settings.Account shop(String url) {
        return new Settings.Account(
                new JdbcUrl(url), Optional.of("shop"), Optional.of(new Secret("geheim")), "AUTO_MIGRATE_URL");
    }

    static Settings.Account discovered(String url) {
        return new Settings.Account(new JdbcUrl(url), Optional.empty(), Optional.empty(), "SPRING_DATASOURCE_URL");
    }

    static Settings.Waiting waiting(Duration timeout, Duration connectTimeout) {
        return new Settings.Waiting(timeout, connectTimeout);
    }
}
