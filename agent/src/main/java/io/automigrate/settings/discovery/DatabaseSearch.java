package io.automigrate.settings.discovery;

import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.known.DatabaseKinds;
import io.automigrate.kind.known.DatabaseUrl;
import io.automigrate.settings.Settings;
import io.automigrate.settings.given.Findings;
import io.automigrate.settings.given.Given;
import io.automigrate.settings.given.GivenSettings;
import io.automigrate.settings.names.Setting;
import io.automigrate.url.Secret;
import java.util.Optional;

/**
 * Finds the database and the account. URL, user and password always come from one source; the one exception is a migration account
 * of its own, which replaces user and password together.
 */
public record DatabaseSearch(GivenSettings given, FrameworkSettings frameworks, Findings findings) {
    /** The beginnings of placeholders of shells and Compose, of Kubernetes, and of Helm. */
    private static final String[] TEMPLATE_MARKS = {"${", "$(", "{{"};

    /** Returns the database, or {@code null} when nothing names one. */
    public FoundDatabase find() {
        return given.isMeant(Setting.URL) ? explicit() : discovered();
    }

    /** Returns the variables that {@link #find} looks for, as text for messages. */
    public static String places() {
        StringBuilder places = new StringBuilder();
        for (UrlSource source : UrlSource.values()) {
            places.append(places.isEmpty() ? "" : ", ").append(FrameworkSource.variable(source.url()));
        }
        return places.toString();
    }

    private FoundDatabase explicit() {
        Given url = given.find(Setting.URL);
        DatabaseUrl parsed = url == null ? null : parse(url);
        // The locations of the scripts and the history are those of the application, also when another setting names
        // the database.
        String flyway = frameworks.anyFlyway();
        if (parsed == null || isTemplate(url, parsed)) {
            return FoundDatabase.unknown(flyway);
        }
        Given user = given.find(Setting.USER);
        Given password = given.findPassword();
        return new FoundDatabase(
                account(withoutReplaced(parsed, user, password), user, password, url.source()),
                flyway,
                schemaOfAnyPool(DatabaseKinds.of(parsed.url())),
                null);
    }

    private FoundDatabase discovered() {
        for (UrlSource source : UrlSource.values()) {
            Given url = url(source);
            if (url == null) {
                continue;
            }
            if (DatabaseUrl.isMeant(url.value()) || frameworks.isAnswer() && DatabaseUrl.namesDataSource(url.value())) {
                return discovered(source, url);
            }
            findings.warning(url.shown(), "passed over, that is no URL of a database that JDBC can reach");
        }
        return null;
    }

    private Given url(UrlSource source) {
        Given ofPool = source.pool() == null ? null : frameworks.find(Setting.URL, source.pool() + "jdbc-url");
        return ofPool == null ? frameworks.find(Setting.URL, source.url()) : ofPool;
    }

    private FoundDatabase discovered(UrlSource source, Given url) {
        String flyway = source.flyway() == null ? frameworks.anyFlyway() : source.flyway();
        if (url.value().contains("${")) {
            findings.problem(url, "only the framework knows what ${…} stands for, set AUTO_MIGRATE_URL as well");
            return FoundDatabase.unknown(flyway);
        }
        DatabaseUrl parsed = parse(url);
        Given user = given.find(Setting.USER);
        Given password = given.findPassword();
        if (user == null && password != null && !password.isEmpty() && !given.isMeant(Setting.USER)) {
            findings.problem(
                    password,
                    "a password without a user, because the database comes from " + url.source()
                            + ": set AUTO_MIGRATE_USER as well, or unset it");
        }
        if (parsed == null) {
            return FoundDatabase.unknown(flyway);
        }
        PoolSettings pool = PoolSettings.of(source, DatabaseKinds.of(parsed.url()), frameworks);
        if (user != null) {
            Settings.Account account =
                    account(withoutReplaced(parsed, user, password), user, password, accountFrom(url, user));
            return new FoundDatabase(account, flyway, withoutStatement(pool), source);
        }
        Given ownUser = ownUser(source);
        if (ownUser != null) {
            // The framework connects with this account itself, beside the pool.
            Given own = frameworks.findVerbatim(
                    Setting.PASSWORD, source.migrationAccount().password());
            return new FoundDatabase(
                    account(parsed, ownUser, own, accountFrom(url, ownUser)), flyway, PoolSettings.NONE, source);
        }
        return new FoundDatabase(frameworkAccount(source, parsed, url.source()), flyway, pool, source);
    }

    private Given ownUser(UrlSource source) {
        UrlSource own = source.migrationAccount();
        return own == null ? null : frameworks.find(Setting.USER, own.user());
    }

    private Settings.Account frameworkAccount(UrlSource source, DatabaseUrl parsed, String name) {
        Given user = null;
        Given password = null;
        if (source.pool() != null) {
            user = frameworks.find(Setting.USER, source.pool() + "username");
            password = frameworks.findVerbatim(Setting.PASSWORD, source.pool() + "password");
        }
        if (user == null) {
            user = frameworks.find(Setting.USER, source.user());
        }
        if (user == null && source.otherUser() != null) {
            user = frameworks.find(Setting.USER, source.otherUser());
        }
        if (password == null) {
            password = frameworks.findVerbatim(Setting.PASSWORD, source.password());
        }
        return account(parsed, user, password, name);
    }

    /** A setting of the agent names the database, but the application finds its tables in the schema of its pool. */
    private PoolSettings schemaOfAnyPool(DatabaseKind kind) {
        if (frameworks.isEmpty()) {
            // The value is not PoolSettings.NONE, because a plain application loads no class for pools.
            return null;
        }
        for (UrlSource source : UrlSource.values()) {
            PoolSettings pool = PoolSettings.of(source, kind, frameworks);
            if (pool != PoolSettings.NONE) {
                return withoutStatement(pool);
            }
        }
        return PoolSettings.NONE;
    }

    /** Perhaps only the application's account may run the statement. */
    private PoolSettings withoutStatement(PoolSettings pool) {
        if (pool.statement() == null) {
            return pool;
        }
        if (!given.isMeant(Setting.INIT_SQL)) {
            findings.warning(
                    pool.statement().name(),
                    "the agent does not run this statement, because AUTO_MIGRATE_URL or AUTO_MIGRATE_USER replaces the"
                            + " connections of the pool; if the scripts need it, set AUTO_MIGRATE_INIT_SQL");
        }
        return new PoolSettings(pool.schema(), null);
    }

    private static String accountFrom(Given url, Given user) {
        return url.source() + ", account from " + user.source();
    }

    private static DatabaseUrl withoutReplaced(DatabaseUrl parsed, Given user, Given password) {
        if (user == null && (password == null || password.isEmpty())) {
            return parsed;
        }
        return new DatabaseUrl(
                DatabaseKinds.at(parsed.url()).withoutAccount(user != null), parsed.user(), parsed.password());
    }

    /**
     * Joins URL, user and password. A user beside the URL replaces user and password of the URL. A password alone belongs to the URL's
     * user.
     */
    private static Settings.Account account(DatabaseUrl parsed, Given user, Given password, String source) {
        if (user != null) {
            return new Settings.Account(
                    parsed.url(),
                    Optional.of(user.value()),
                    password == null ? Optional.empty() : Optional.of(new Secret(password.value())),
                    source,
                    password == null ? user.name() + " (no password is set)" : user.name() + " and " + password.name());
        }
        // A template leaves an empty password without a user behind; no user asked for an empty password.
        boolean alone = password != null && !password.isEmpty();
        return new Settings.Account(
                parsed.url(),
                parsed.user(),
                alone ? Optional.of(new Secret(password.value())) : parsed.password(),
                source,
                alone ? "the user in " + source + " and " + password.name() : "user and password in " + source);
    }

    /** A password may hold such signs, so only the part between the account and the parameters counts. */
    private boolean isTemplate(Given url, DatabaseUrl parsed) {
        String text = parsed.url().value();
        int parameters = text.indexOf('?');
        String address = parameters < 0 ? text : text.substring(0, parameters);
        for (String mark : TEMPLATE_MARKS) {
            if (address.contains(mark)) {
                findings.problem(
                        url,
                        "the URL holds \"" + mark
                                + "\", and nothing replaces such a placeholder here: write the value itself,"
                                + " or replace the placeholder where the setting is made");
                return true;
            }
        }
        return false;
    }

    private DatabaseUrl parse(Given url) {
        try {
            return DatabaseUrl.parse(url.value());
        } catch (IllegalArgumentException e) {
            findings.problem(url, e.getMessage());
            return null;
        }
    }
}
