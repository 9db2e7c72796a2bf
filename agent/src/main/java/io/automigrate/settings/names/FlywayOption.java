package io.automigrate.settings.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An option of Flyway and its treatment by the agent. The names are those of Flyway 13.12 ({@code ConfigUtils}). They are copied, because
 * a start with nothing to migrate loads no class of Flyway; a test compares the copy with the original.
 *
 * @param name Flyway's name without {@code flyway.}: {@code outOfOrder}
 * @param kind the treatment of the option
 * @param detail {@link Kind#FIXED}: the one value; {@link Kind#REFUSED}: the remedy
 */
public record FlywayOption(String name, Kind kind, String detail) {
    /** The treatment of an option. */
    public enum Kind {
        /** The agent passes the option on; the value is true or false. */
        FLAG,
        /** The agent passes the option on as it is. */
        TEXT,
        /**
         * The option concerns the names or locations of scripts. The agent reads the option, because the agent finds and reads the
         * scripts itself.
         */
        SCRIPTS,
        /** The option must keep its default, because the agent reads scripts only as Flyway does by default. */
        FIXED,
        /** The option is another name for a setting of the agent. */
        OURS,
        /** The agent refuses the option, which is useless here or dangerous. */
        REFUSED
    }

    public static final String PREFIX = "FLYWAY_";

    private static final String[] FLAGS = {
        "outOfOrder",
        "validateOnMigrate",
        "baselineOnMigrate",
        "batch",
        "communityDBSupportEnabled",
        "createSchemas",
        "executeInTransaction",
        "group",
        "mixed",
        "outputQueryResults",
        "placeholderReplacement",
        "skipDefaultCallbacks",
        "skipExecutingMigrations",
        "stream",
        "validateMigrationNaming"
    };

    private static final String[] TEXTS = {
        "target",
        "ignoreMigrationPatterns",
        "initSql",
        "baselineDescription",
        "baselineVersion",
        "installedBy",
        "placeholderPrefix",
        "placeholderSeparator",
        "placeholderSuffix",
        "tablespace"
    };

    private static final String[] SCRIPTS = {
        "sqlMigrationPrefix",
        "repeatableSqlMigrationPrefix",
        "undoSqlMigrationPrefix",
        "sqlMigrationSeparator",
        "sqlMigrationSuffixes",
        "encoding",
        "failOnMissingLocations"
    };

    private static final String[][] FIXED = {{"baselineMigrationPrefix", "B"}, {"detectEncoding", "false"}};

    private static final String[] OURS = {"url", "user", "password", "locations", "schemas", "defaultSchema", "table"};

    private static final String NO_CLEAN =
            "a command that drops all tables does not belong into the start of an application";
    private static final String NO_SQLPLUS = "commands of SQL*Plus and references to other scripts are not supported";
    private static final String NOT_HERE = "it has no meaning inside the agent, unset it";

    private static final String[][] REFUSED = {
        {"clean", NO_CLEAN},
        {"cleanDisabled", NO_CLEAN},
        {"cleanMode", NO_CLEAN},
        {"cleanOnValidationError", NO_CLEAN},
        {"cleanSchemasExclude", NO_CLEAN},
        {"connectRetries", "use AUTO_MIGRATE_WAIT_TIMEOUT"},
        {"connectRetriesInterval", "use AUTO_MIGRATE_WAIT_TIMEOUT"},
        {"lockRetryCount", "use AUTO_MIGRATE_LOCK_TIMEOUT"},
        {"postgresql.transactional.lock", "use AUTO_MIGRATE_LOCK_STRATEGY"},
        {"driver", "the URL says which driver it is; AUTO_MIGRATE_CLASSPATH adds one"},
        {"jarDirs", "use AUTO_MIGRATE_CLASSPATH"},
        {"callbackLocations", "put the callbacks into AUTO_MIGRATE_LOCATIONS"},
        {"kerberosConfigFile", "Flyway's open edition has no use for it"},
        {"callbacks", NOT_HERE},
        {"cherryPick", NOT_HERE},
        {"configFileEncoding", NOT_HERE},
        {"configFiles", NOT_HERE},
        {"configurations", NOT_HERE},
        {"dryRunOutput", NOT_HERE},
        {"environment", NOT_HERE},
        {"errorOverrides", NOT_HERE},
        {"licenseKey", NOT_HERE},
        {"loggers", NOT_HERE},
        {"oracle.sqlplus", NO_SQLPLUS},
        {"oracle.sqlplusWarn", NO_SQLPLUS},
        {"oracle.checksumIncludeReferencedScripts", NO_SQLPLUS},
        {"oracle.walletLocation", "give the driver the wallet by TNS_ADMIN or the URL"},
        {"oracle.kerberosCacheFile", "give the driver the cache by its own properties in the URL"},
        {"outputLogsInJson", NOT_HERE},
        {"outputProgress", NOT_HERE},
        {"outputType", NOT_HERE},
        {"powershellExecutable", NOT_HERE},
        {"reportEnabled", NOT_HERE},
        {"reportFilename", NOT_HERE},
        {"resolvers", NOT_HERE},
        {"scriptPlaceholderPrefix", NOT_HERE},
        {"scriptPlaceholderSuffix", NOT_HERE},
        {"skipDefaultResolvers", NOT_HERE},
        {"workingDirectory", NOT_HERE}
    };

    /** Returns the option of this name in any spelling, {@code OUT_OF_ORDER} or {@code outOfOrder}; {@code null} for an unknown name. */
    public static FlywayOption named(String name) {
        for (String flag : FLAGS) {
            if (matches(flag, name)) {
                return new FlywayOption(flag, Kind.FLAG, "");
            }
        }
        for (String text : TEXTS) {
            if (matches(text, name)) {
                return new FlywayOption(text, Kind.TEXT, "");
            }
        }
        for (String scripts : SCRIPTS) {
            if (matches(scripts, name)) {
                return new FlywayOption(scripts, Kind.SCRIPTS, "");
            }
        }
        for (String ours : OURS) {
            if (matches(ours, name)) {
                return new FlywayOption(ours, Kind.OURS, "");
            }
        }
        FlywayOption fixed = find(FIXED, Kind.FIXED, name);
        return fixed == null ? find(REFUSED, Kind.REFUSED, name) : fixed;
    }

    /** Returns the options about the names and the encoding of scripts and about their locations. */
    public static List<FlywayOption> ofScripts() {
        List<FlywayOption> options = new ArrayList<>();
        for (String scripts : SCRIPTS) {
            options.add(new FlywayOption(scripts, Kind.SCRIPTS, ""));
        }
        return options;
    }

    /** Returns the options that the agent passes on, the options about scripts, and the options that must keep their default. */
    public static List<FlywayOption> discoverable() {
        List<FlywayOption> options = new ArrayList<>();
        for (String flag : FLAGS) {
            options.add(new FlywayOption(flag, Kind.FLAG, ""));
        }
        for (String text : TEXTS) {
            options.add(new FlywayOption(text, Kind.TEXT, ""));
        }
        options.addAll(ofScripts());
        for (String[] fixed : FIXED) {
            options.add(new FlywayOption(fixed[0], Kind.FIXED, fixed[1]));
        }
        return options;
    }

    /** Returns the name as it is written in variables: {@code OUT_OF_ORDER}. */
    public String variable() {
        return words('_').toUpperCase(Locale.ROOT);
    }

    /** Returns the name as frameworks write it: {@code out-of-order}. */
    public String property() {
        return words('-');
    }

    private String words(char separator) {
        StringBuilder words = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                words.append(separator == '_' ? '_' : '.');
                continue;
            }
            // communityDBSupportEnabled: a row of capitals is one word.
            boolean begins = Character.isUpperCase(c)
                    && (!Character.isUpperCase(name.charAt(i - 1)) || Character.isLowerCase(name.charAt(i + 1)));
            words.append(begins ? String.valueOf(separator) : "").append(Character.toLowerCase(c));
        }
        return words.toString();
    }

    private static FlywayOption find(String[][] options, Kind kind, String name) {
        for (String[] option : options) {
            if (matches(option[0], name)) {
                return new FlywayOption(option[0], kind, option[1]);
            }
        }
        return null;
    }

    private static boolean matches(String option, String name) {
        int i = 0;
        for (int j = 0; j < name.length(); j++) {
            char c = name.charAt(j);
            if (c == '_' || c == '-' || c == '.') {
                continue;
            }
            if (i < option.length() && option.charAt(i) == '.') {
                i++;
            }
            if (i == option.length() || Character.toLowerCase(option.charAt(i)) != Character.toLowerCase(c)) {
                return false;
            }
            i++;
        }
        return i == option.length();
    }
}
