package io.automigrate.settings.names;

import java.util.Map;

/** A short description of each setting; docs/configuration.md has the full descriptions. */
public final class SettingSummary {
    private static final Map<Setting, String> SUMMARIES = Map.ofEntries(
            Map.entry(Setting.ON_STARTUP, "whether a start migrates"),
            Map.entry(
                    Setting.DATABASES, "the names of several databases, each with settings of its own (--orders.url)"),
            Map.entry(Setting.URL, "the database, jdbc:postgresql://host:5432/database for example"),
            Map.entry(Setting.USER, "the account that migrates"),
            Map.entry(Setting.PASSWORD, "the password of the account; better --password-file or the variable"),
            Map.entry(Setting.EXPECT_DATABASE, "the host/database that the URL must lead to; otherwise the start ends"),
            Map.entry(
                    Setting.LOCATIONS, "the locations of the scripts: classpath: and filesystem:, separated by commas"),
            Map.entry(Setting.FAIL_ON_MISSING_LOCATIONS, "whether a location that does not exist ends the start"),
            Map.entry(Setting.SQL_MIGRATION_PREFIX, "the prefix of versioned scripts"),
            Map.entry(Setting.REPEATABLE_SQL_MIGRATION_PREFIX, "the prefix of repeatable scripts"),
            Map.entry(Setting.UNDO_SQL_MIGRATION_PREFIX, "the prefix of undo scripts"),
            Map.entry(
                    Setting.SQL_MIGRATION_SEPARATOR,
                    "the text between version and description in the names of scripts"),
            Map.entry(Setting.SQL_MIGRATION_SUFFIXES, "the suffixes of scripts, separated by commas"),
            Map.entry(Setting.ENCODING, "the encoding of the scripts"),
            Map.entry(Setting.FAIL_ON_ERROR, "whether a failure keeps the application from starting"),
            Map.entry(Setting.WAIT_TIMEOUT, "how long the database may take to become reachable"),
            Map.entry(Setting.CONNECT_TIMEOUT, "how long one attempt to connect may take"),
            Map.entry(Setting.CLASSPATH, "jars and folders with the driver and the scripts"),
            Map.entry(Setting.SCHEMAS, "the schemas that are migrated"),
            Map.entry(Setting.DEFAULT_SCHEMA, "the schema of the history table"),
            Map.entry(Setting.TENANTS, "the schemas of one database that get the same scripts, each with its history"),
            Map.entry(Setting.TENANTS_QUERY, "the SELECT that returns the names of these schemas"),
            Map.entry(Setting.TABLE, "the name of the history table"),
            Map.entry(Setting.TARGET, "the last version to apply"),
            Map.entry(Setting.OUT_OF_ORDER, "whether a script below the schema's version may still be applied"),
            Map.entry(Setting.VALIDATE_ON_MIGRATE, "whether applied migrations are compared with the scripts first"),
            Map.entry(
                    Setting.IGNORE_MIGRATION_PATTERNS,
                    "the differences between history and scripts that are no errors"),
            Map.entry(Setting.BASELINE_ON_MIGRATE, "whether a schema with tables and without history gets a baseline"),
            Map.entry(
                    Setting.BASELINE_VERSION, "the version of the baseline; latest: the version of the newest script"),
            Map.entry(Setting.INIT_SQL, "a statement that each connection begins with"),
            Map.entry(Setting.MODE, "the work of a start: migrate, validate or wait"),
            Map.entry(Setting.COMMAND, "the command that runs instead of a start"),
            Map.entry(Setting.ENGINE, "the Flyway that migrates: auto, bundled or application"),
            Map.entry(Setting.LOCK_TIMEOUT, "how long another instance may take to migrate"),
            Map.entry(Setting.LOCK_STRATEGY, "the advisory lock on PostgreSQL: auto, session or transaction"),
            Map.entry(Setting.STATEMENT_LOCK_TIMEOUT, "how long one statement may wait for a table"),
            Map.entry(Setting.PROGRESS_INTERVAL, "the time between two progress lines"),
            Map.entry(Setting.SEED_LOCATIONS, "the locations of the scripts with initial data"),
            Map.entry(Setting.SEED_TABLE, "the history table of the initial data"),
            Map.entry(Setting.SEED_EXISTING, "whether a database that was not empty gets the initial data, too"),
            Map.entry(Setting.BACKUP, "the folder for a backup before the first script, or command:<command>"),
            Map.entry(Setting.BACKUP_KEEP, "the number of backups to keep"),
            Map.entry(Setting.LOG_FORMAT, "text or json, on standard error"),
            Map.entry(Setting.LOG_LEVEL, "debug, info, warn or error"),
            Map.entry(Setting.STATUS_FILE, "the file for the outcome of the start, as JSON"),
            Map.entry(Setting.METRICS_FILE, "the file for the outcome of the start, in the format of Prometheus"),
            Map.entry(Setting.NOTIFY_URL, "the address that gets the outcome of the start"),
            Map.entry(Setting.NOTIFY_WHEN, "failure or always"),
            Map.entry(Setting.HEALTH_PORT, "the port that answers probes while the start lasts"),
            Map.entry(Setting.TERMINATION_MESSAGE_PATH, "the file of Kubernetes' termination message"),
            Map.entry(Setting.ONLY_FOR, "the main class or jar that is the application"));

    private SettingSummary() {}

    /** Returns the description; a test checks that each setting has one. */
    public static String of(Setting setting) {
        return SUMMARIES.getOrDefault(setting, "");
    }
}
