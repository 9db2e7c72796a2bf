package io.automigrate.settings;

import io.automigrate.failure.OnFailure;
import io.automigrate.kind.DatabaseAddress;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.known.DatabaseKinds;
import io.automigrate.secret.SecretMask;
import io.automigrate.url.JdbcUrl;
import io.automigrate.url.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The settings of this start for one database, complete and valid.
 *
 * @param account the database and the migration account
 * @param scripts the locations and the format of the scripts
 * @param history the schemas to migrate, and the place of Flyway's history
 * @param waiting the limits on waiting for the database
 * @param engine the settings of Flyway and of its locks
 * @param seed initial data, applied after the scripts
 * @param backup the backup before the first pending script
 * @param classPath jars and folders in addition to the application's class path, in their order
 * @param onFailure the consequence of a failure for this process
 * @param asked whether the user gave a setting {@code AUTO_MIGRATE_*} other than the switch; false when all settings were discovered
 * @param database the database's name in {@code AUTO_MIGRATE_DATABASES}, empty when there is only one database; for a tenant followed by
 *     the name of the tenant
 * @param tenants the tenants whose schemas are migrated, in place of the schemas of {@code history}; empty without tenants
 */
public record Settings(
        Account account,
        Scripts scripts,
        History history,
        Waiting waiting,
        Engine engine,
        Optional<Seed> seed,
        Optional<Backup> backup,
        List<Path> classPath,
        OnFailure onFailure,
        boolean asked,
        String database,
        Optional<Tenants> tenants) {

    public Settings {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(scripts, "scripts");
        Objects.requireNonNull(history, "history");
        Objects.requireNonNull(waiting, "waiting");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(seed, "seed");
        Objects.requireNonNull(backup, "backup");
        classPath = List.copyOf(classPath);
        Objects.requireNonNull(onFailure, "onFailure");
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(tenants, "tenants");
    }

    /** Returns the settings for another database or account. */
    public Settings with(Account other) {
        return new Settings(
                other, scripts, history, waiting, engine, seed, backup, classPath, onFailure, asked, database, tenants);
    }

    /** Returns the settings for one of the tenants: with the schema of the tenant, and with its name for a backup. */
    public Settings forTenant(String tenant) {
        return new Settings(
                account,
                scripts,
                new History(List.of(tenant), Optional.of(tenant), history.table()),
                waiting,
                engine,
                seed,
                backup,
                classPath,
                onFailure,
                asked,
                database.isEmpty() ? tenant : database + "." + tenant,
                Optional.empty());
    }

    /**
     * Returns the settings for the scripts of {@link Seed}: the same database and the same rules, with other locations and another
     * history. These scripts run in a schema that is not empty.
     *
     * @param backedUp whether this start has made a backup already
     */
    public Settings forSeed(boolean backedUp) {
        Seed data = seed.orElseThrow();
        Map<String, String> flyway = new HashMap<>(engine.flyway());
        for (String name : List.of("target", "outOfOrder", "validateOnMigrate", "ignoreMigrationPatterns")) {
            flyway.remove(name);
        }
        flyway.put("baselineOnMigrate", "true");
        flyway.put("baselineVersion", "0");
        return new Settings(
                account,
                new Scripts(
                        data.locations(),
                        data.locationsSource(),
                        scripts.placeholders(),
                        scripts.naming(),
                        scripts.failOnMissingLocations()),
                new History(history.schemas(), history.defaultSchema(), data.table()),
                waiting,
                engine.with(flyway),
                Optional.empty(),
                backedUp ? Optional.empty() : backup,
                classPath,
                onFailure,
                asked,
                database,
                Optional.empty());
    }

    /**
     * Returns a mask that hides the password and those placeholders whose names sound secret. A value that is public anyway, such as a
     * password that equals the user's name, stays readable: stars in place of the user would reveal the password.
     */
    public SecretMask secretMask() {
        return new SecretMask(new KnownSecrets(List.of(this)).list());
    }

    /**
     * @param url the database
     * @param user the migration account, when it is not part of the URL's own parameters
     * @param password its password
     * @param source the settings that the account comes from, for the first log line: {@code AUTO_MIGRATE_URL}
     * @param login the settings that hold user and password, as text for messages
     */
    public record Account(JdbcUrl url, Optional<String> user, Optional<Secret> password, String source, String login) {
        public Account(JdbcUrl url, Optional<String> user, Optional<Secret> password, String source) {
            this(url, user, password, source, "user and password in " + source);
        }

        public Account {
            Objects.requireNonNull(url, "url");
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(login, "login");
        }

        /** Returns the kind of database that the URL leads to, through any wrapping drivers. */
        public DatabaseKind kind() {
            return DatabaseKinds.of(url);
        }

        /** Returns the address of the database, with the wrapping drivers separated from the database's own URL. */
        public DatabaseAddress address() {
            return DatabaseKinds.at(url);
        }
    }

    /**
     * @param locations the places of the scripts, with {@code {vendor}} replaced; never empty
     * @param locationsSource the setting that names the locations; {@code default} when no setting does
     * @param placeholders values for {@code ${name}}; names are lower case
     * @param naming the names and the encoding of the scripts
     * @param failOnMissingLocations whether a location that does not exist ends the start
     */
    public record Scripts(
            List<Location> locations,
            String locationsSource,
            Map<String, String> placeholders,
            ScriptNaming naming,
            boolean failOnMissingLocations) {
        /** The source of locations that no setting names. Such a location need not exist. */
        public static final String DEFAULT_SOURCE = "default";

        /** Returns scripts with Flyway's default names in locations that have to exist when a setting names them. */
        public static Scripts named(
                List<Location> locations, String locationsSource, Map<String, String> placeholders) {
            return new Scripts(
                    locations,
                    locationsSource,
                    placeholders,
                    ScriptNaming.DEFAULT,
                    !locationsSource.equals(DEFAULT_SOURCE));
        }

        public Scripts {
            locations = List.copyOf(locations);
            if (locations.isEmpty()) {
                throw new IllegalArgumentException("no location");
            }
            Objects.requireNonNull(locationsSource, "locationsSource");
            Objects.requireNonNull(naming, "naming");
            placeholders = Map.copyOf(placeholders);
        }

        /** Returns the locations, separated by commas, as text for messages. */
        public String locationNames() {
            StringJoiner names = new StringJoiner(", ");
            for (Location location : locations) {
                names.add(location.toString());
            }
            return names.toString();
        }
    }

    /**
     * @param schemas the schemas to migrate; empty: the schema of the connection
     * @param defaultSchema the schema of the history table; empty: the first of the schemas, or the schema of the connection
     * @param table the name of the history table
     */
    public record History(List<String> schemas, Optional<String> defaultSchema, String table) {
        /** Flyway's own name for the history table. */
        public static final String DEFAULT_TABLE = "flyway_schema_history";

        public History {
            schemas = List.copyOf(schemas);
            Objects.requireNonNull(defaultSchema, "defaultSchema");
            if (table.isBlank()) {
                throw new IllegalArgumentException("the history table has no name");
            }
        }
    }

    /**
     * The schemas of one database that are migrated one after the other, each with a history of its own.
     *
     * @param names the schemas; empty when a query returns them
     * @param query the SELECT that returns the names of the schemas
     */
    public record Tenants(List<String> names, Optional<String> query) {
        public Tenants {
            names = List.copyOf(names);
            Objects.requireNonNull(query, "query");
            if (names.isEmpty() == query.isEmpty()) {
                throw new IllegalArgumentException("either names or a query");
            }
        }

        /**
         * Returns whether a tenant can have this name. Flyway puts names between quotes and does not escape them, so the text behind a
         * quote in a name would be SQL.
         */
        public static boolean isName(String name) {
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                if (c == '"' || c == '`' || c == '\\' || Character.isISOControl(c)) {
                    return false;
                }
            }
            return !name.isBlank();
        }
    }

    /**
     * @param timeout the longest wait for the database, over all attempts; zero: one attempt
     * @param connectTimeout the limit on one attempt to connect
     */
    public record Waiting(Duration timeout, Duration connectTimeout) {
        public Waiting {
            if (timeout.isNegative() || connectTimeout.isNegative() || connectTimeout.isZero()) {
                throw new IllegalArgumentException("no time to wait: " + timeout + ", " + connectTimeout);
            }
        }
    }

    /**
     * @param mode the work before {@code main}
     * @param kind the Flyway that does the work
     * @param lockStrategy the advisory lock that Flyway takes on PostgreSQL
     * @param lockTimeout the longest wait for another instance that migrates
     * @param statementLockTimeout the limit on the wait of one statement for the lock on a table; empty: the limit of the database
     * @param progressInterval the time between two progress lines
     * @param flyway the options that the agent passes on, by Flyway's names without {@code flyway.}: {@code outOfOrder}
     * @param baselineAtStart whether a schema without history gets a baseline even if the schema is empty, as Quarkus does it
     * @param repairAtStart whether the history is repaired before the migration, as Quarkus does it
     */
    public record Engine(
            Mode mode,
            EngineKind kind,
            LockStrategy lockStrategy,
            Duration lockTimeout,
            Optional<Duration> statementLockTimeout,
            Duration progressInterval,
            Map<String, String> flyway,
            boolean baselineAtStart,
            boolean repairAtStart) {
        /** Instead of a version of the baseline: the one whose tables and columns the schema has exactly. */
        public static final String MATCHING = "matching";

        /** The default. */
        public static final Engine DEFAULT = new Engine(
                Mode.MIGRATE,
                EngineKind.AUTO,
                LockStrategy.AUTO,
                Duration.ofMinutes(10),
                Optional.empty(),
                Duration.ofSeconds(10),
                Map.of(),
                false,
                false);

        public Engine {
            Objects.requireNonNull(mode, "mode");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(lockStrategy, "lockStrategy");
            Objects.requireNonNull(statementLockTimeout, "statementLockTimeout");
            flyway = Map.copyOf(flyway);
            if (lockTimeout.isNegative() || progressInterval.isNegative() || progressInterval.isZero()) {
                throw new IllegalArgumentException("no time: " + lockTimeout + ", " + progressInterval);
            }
        }

        private Engine with(Map<String, String> options) {
            return new Engine(
                    mode,
                    kind,
                    lockStrategy,
                    lockTimeout,
                    statementLockTimeout,
                    progressInterval,
                    options,
                    baselineAtStart,
                    repairAtStart);
        }
    }

    /**
     * Initial data.
     *
     * @param locations the places of the scripts with initial data, with {@code {vendor}} replaced; never empty
     * @param locationsSource the setting that names the locations
     * @param table the name of the history table of the initial data, in the schema of the other history table
     * @param existing whether a database that was not empty and has no such history gets the initial data, too
     */
    public record Seed(List<Location> locations, String locationsSource, String table, boolean existing) {
        /** The default name of the history table. */
        public static final String DEFAULT_TABLE = "flyway_seed_history";

        public Seed {
            locations = List.copyOf(locations);
            Objects.requireNonNull(locationsSource, "locationsSource");
            if (locations.isEmpty() || table.isBlank()) {
                throw new IllegalArgumentException("no location or no table");
            }
        }
    }

    /** The way in which the database is saved before the first pending script. */
    public sealed interface Backup {}

    /**
     * A file for each backup.
     *
     * @param directory the folder of the backups; the folder must exist when a backup is due
     * @param keep the number of backups of this database that stay; 0: all
     */
    public record BackupDirectory(Path directory, int keep) implements Backup {
        public BackupDirectory {
            Objects.requireNonNull(directory, "directory");
            if (keep < 0) {
                throw new IllegalArgumentException("less than none: " + keep);
            }
        }
    }

    /**
     * A command of the user for a shell.
     *
     * @param line the command line for the shell
     */
    public record BackupCommand(String line) implements Backup {
        public BackupCommand {
            if (line.isBlank()) {
                throw new IllegalArgumentException("no command");
            }
        }
    }
}
