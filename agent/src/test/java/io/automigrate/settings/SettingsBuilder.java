package io.automigrate.settings;

import io.automigrate.failure.OnFailure;
import io.automigrate.settings.Settings.Account;
import io.automigrate.settings.Settings.Backup;
import io.automigrate.settings.Settings.Engine;
import io.automigrate.settings.Settings.History;
import io.automigrate.settings.Settings.Scripts;
import io.automigrate.settings.Settings.Waiting;
import io.automigrate.url.JdbcUrl;
import io.automigrate.url.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings for tests: the defaults of a start, but for the values that a test gives. Only this class names all components. */
public final class SettingsBuilder {
    private Account account =
            new Account(new JdbcUrl("jdbc:h2:mem:shop"), Optional.of("sa"), Optional.empty(), "AUTO_MIGRATE_URL");
    private Scripts scripts = Scripts.named(List.of(Location.parse("db/migration")), Scripts.DEFAULT_SOURCE, Map.of());
    private History history = new History(List.of(), Optional.empty(), History.DEFAULT_TABLE);
    private Waiting waiting = new Waiting(Duration.ofSeconds(5), Duration.ofSeconds(4));
    private Mode mode = Mode.MIGRATE;
    private Duration lockTimeout = Engine.DEFAULT.lockTimeout();
    private Optional<Duration> statementLockTimeout = Optional.empty();
    private Map<String, String> flyway = Map.of();
    private Optional<Settings.Seed> seed = Optional.empty();
    private Optional<Backup> backup = Optional.empty();

    /** Sets the database and the account; without a password for {@code null}. */
    public SettingsBuilder account(String url, String user, String password) {
        account = new Account(
                new JdbcUrl(url),
                Optional.of(user),
                Optional.ofNullable(password).map(Secret::new),
                "AUTO_MIGRATE_URL");
        return this;
    }

    public SettingsBuilder scripts(Scripts value) {
        scripts = value;
        return this;
    }

    public SettingsBuilder history(History value) {
        history = value;
        return this;
    }

    public SettingsBuilder waiting(Waiting value) {
        waiting = value;
        return this;
    }

    public SettingsBuilder mode(Mode value) {
        mode = value;
        return this;
    }

    public SettingsBuilder lockTimeout(Duration value) {
        lockTimeout = value;
        return this;
    }

    /** Limits how long a statement waits for a lock; zero is the database's own choice. */
    public SettingsBuilder statementLockTimeout(Duration value) {
        statementLockTimeout = value.isZero() ? Optional.empty() : Optional.of(value);
        return this;
    }

    public SettingsBuilder flyway(Map<String, String> options) {
        flyway = options;
        return this;
    }

    public SettingsBuilder backup(Optional<Backup> value) {
        backup = value;
        return this;
    }

    /** Wants initial data, with this table as its history. */
    public SettingsBuilder seed(String table) {
        seed = Optional.of(
                new Settings.Seed(List.of(Location.parse("db/seed")), "AUTO_MIGRATE_SEED_LOCATIONS", table, false));
        return this;
    }

    /** Returns the part of the settings that says how the scripts are applied. */
    public Engine engine() {
        return new Engine(
                mode,
                EngineKind.AUTO,
                LockStrategy.AUTO,
                lockTimeout,
                statementLockTimeout,
                Engine.DEFAULT.progressInterval(),
                flyway,
                false,
                false);
    }

    /** Returns the settings. */
    public Settings build() {
        return build(engine());
    }

    /** Returns the settings with another way to apply the scripts. */
    public Settings build(Engine engine) {
        return new Settings(
                account,
                scripts,
                history,
                waiting,
                engine,
                seed,
                backup,
                List.of(),
                OnFailure.REFUSE_START,
                true,
                "",
                Optional.empty());
    }
}
