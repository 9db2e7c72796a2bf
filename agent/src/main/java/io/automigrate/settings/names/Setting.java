package io.automigrate.settings.names;

/** The settings of the agent, except the placeholders, whose names the user chooses. */
public enum Setting {
    ON_STARTUP,
    DATABASES,
    URL,
    USER,
    PASSWORD,
    EXPECT_DATABASE,
    LOCATIONS,
    FAIL_ON_MISSING_LOCATIONS,
    SQL_MIGRATION_PREFIX,
    REPEATABLE_SQL_MIGRATION_PREFIX,
    UNDO_SQL_MIGRATION_PREFIX,
    SQL_MIGRATION_SEPARATOR,
    SQL_MIGRATION_SUFFIXES,
    ENCODING,
    FAIL_ON_ERROR,
    WAIT_TIMEOUT,
    CONNECT_TIMEOUT,
    CLASSPATH,
    SCHEMAS,
    DEFAULT_SCHEMA,
    TENANTS,
    TENANTS_QUERY,
    TABLE,
    TARGET,
    OUT_OF_ORDER,
    VALIDATE_ON_MIGRATE,
    IGNORE_MIGRATION_PATTERNS,
    BASELINE_ON_MIGRATE,
    BASELINE_VERSION,
    INIT_SQL,
    MODE,
    COMMAND,
    ENGINE,
    LOCK_TIMEOUT,
    LOCK_STRATEGY,
    STATEMENT_LOCK_TIMEOUT,
    PROGRESS_INTERVAL,
    SEED_LOCATIONS,
    SEED_TABLE,
    SEED_EXISTING,
    BACKUP,
    BACKUP_KEEP,
    LOG_FORMAT,
    LOG_LEVEL,
    STATUS_FILE,
    METRICS_FILE,
    NOTIFY_URL,
    NOTIFY_WHEN,
    HEALTH_PORT,
    TERMINATION_MESSAGE_PATH,
    ONLY_FOR;

    private static final Setting[] ALL = values();

    /** Returns the setting of this name; {@code null} when there is none. */
    public static Setting named(String key) {
        for (Setting setting : ALL) {
            if (setting.name().equals(key)) {
                return setting;
            }
        }
        return null;
    }

    /** Returns whether the setting concerns the start as a whole, so that it can't differ between several databases. */
    public boolean isOfProcess() {
        return this == ON_STARTUP
                || this == ONLY_FOR
                || this == DATABASES
                || this == COMMAND
                || this == FAIL_ON_ERROR
                || this == LOG_FORMAT
                || this == LOG_LEVEL
                || isOfOutcome();
    }

    private boolean isOfOutcome() {
        return this == STATUS_FILE
                || this == METRICS_FILE
                || this == NOTIFY_URL
                || this == NOTIFY_WHEN
                || this == HEALTH_PORT
                || this == TERMINATION_MESSAGE_PATH;
    }

    /** Returns whether the agent passes the setting on as the option of Flyway with the same name. */
    public boolean isFlywayOption() {
        return this == TARGET
                || this == OUT_OF_ORDER
                || this == VALIDATE_ON_MIGRATE
                || this == IGNORE_MIGRATION_PATTERNS
                || this == BASELINE_ON_MIGRATE
                || this == BASELINE_VERSION
                || this == INIT_SQL
                || isAboutScripts();
    }

    private boolean isAboutScripts() {
        return ordinal() >= FAIL_ON_MISSING_LOCATIONS.ordinal() && ordinal() <= ENCODING.ordinal();
    }

    /** Returns whether the setting with this key holds the name of a file with a value. Some other settings end with the same word. */
    public static boolean isFile(String key) {
        return key.endsWith(SettingName.FILE) && named(key) == null;
    }

    /** Returns whether a file may hold the value. The settings that switch the agent off are read before this package is loaded, without files. */
    boolean mayComeFromFile() {
        return this != ON_STARTUP && this != ONLY_FOR && this != COMMAND;
    }
}
