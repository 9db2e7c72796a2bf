package io.automigrate.database;

import io.automigrate.settings.Settings;
import io.automigrate.url.JdbcUrl;
import io.automigrate.url.Secret;
import java.time.Duration;
import java.util.Optional;

/** Accounts and patience for tests. */
public final class Accounts {
    private Accounts() {}

    public static Settings.Account shop(String url) {
        return new Settings.Account(
                new JdbcUrl(url), Optional.of("shop"), Optional.of(new Secret("geheim")), "AUTO_MIGRATE_URL");
    }

    static Settings.Account discovered(String url) {
        return new Settings.Account(new JdbcUrl(url), Optional.empty(), Optional.empty(), "SPRING_DATASOURCE_URL");
    }

    public static Settings.Waiting waiting(Duration timeout, Duration connectTimeout) {
        return new Settings.Waiting(timeout, connectTimeout);
    }
}
