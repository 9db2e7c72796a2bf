package io.automigrate.settings.resolve;

import io.automigrate.failure.OnFailure;
import io.automigrate.log.LogSettings;
import io.automigrate.outcome.OutcomeSettings;
import io.automigrate.settings.CommandRequest;
import io.automigrate.settings.Mode;
import io.automigrate.settings.Settings;
import io.automigrate.settings.discovery.DatabaseSearch;
import io.automigrate.settings.discovery.FoundDatabase;
import io.automigrate.settings.discovery.FrameworkAnswer;
import io.automigrate.settings.discovery.FrameworkSettings;
import io.automigrate.settings.given.Findings;
import io.automigrate.settings.given.Given;
import io.automigrate.settings.given.GivenSettings;
import io.automigrate.settings.given.NamedDatabases;
import io.automigrate.settings.given.SettingSources;
import io.automigrate.settings.given.SettingValues;
import io.automigrate.settings.given.SettingsReader;
import io.automigrate.settings.names.Origin;
import io.automigrate.settings.names.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads the settings of this start. The order of precedence is: agent arguments, system properties, environment variables, files,
 * settings of the application's framework, defaults. The resolver finds all problems at once.
 */
public final class SettingsResolver {
    private static final Duration WAIT_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final SettingSources sources;
    private final FrameworkAnswer answer;
    private final Findings findings = new Findings();
    private Optional<CommandRequest> command = Optional.empty();
    private OnFailure onFailure = OnFailure.REFUSE_START;
    private boolean asked;

    public SettingsResolver(SettingSources sources) {
        this(sources, null);
    }

    /**
     * Makes a resolver for an application that was asked.
     *
     * @param answer the application's own configuration, which takes the place of the settings of frameworks in the environment;
     *     {@code null} when the application was not asked
     */
    public SettingsResolver(SettingSources sources, FrameworkAnswer answer) {
        this.sources = Objects.requireNonNull(sources, "sources");
        this.answer = answer;
    }

    /** Reads the sources, once. Files that settings name are read, the database is not touched. */
    public Resolution resolve() {
        SettingsReader reader = new SettingsReader(findings);
        GivenSettings given = reader.read(sources);
        SettingValues values = new SettingValues(given, findings);
        boolean on = values.flag(Setting.ON_STARTUP);
        LogSettings log = values.log();
        boolean isCommand = given.isMeant(Setting.COMMAND);
        if (!on && !isCommand && findings.problems().isEmpty()) {
            return new Resolution.NothingToDo(true, Optional.empty(), log, List.of());
        }
        command = values.command();
        asked = isAsked(given);
        onFailure = onFailure(values.flag(Setting.FAIL_ON_ERROR), isCommand);
        OutcomeSettings outcome = new OutcomeReader(given, values, findings).read();
        List<Settings> databases;
        if (given.find(Setting.DATABASES) != null) {
            databases = several(new NamedDatabases(given, reader, findings).list());
        } else {
            reader.refuseStrangers();
            FrameworkSettings frameworks =
                    answer == null ? new FrameworkSettings(sources, findings) : new FrameworkSettings(answer);
            FoundDatabase database = database(given, frameworks);
            if (database == null) {
                if (mayBeWithoutDatabase(on, given) && findings.problems().isEmpty()) {
                    return new Resolution.NothingToDo(false, command, log, findings.warnings());
                }
                if (!given.isMeant(Setting.DATABASES) && !isRefused()) {
                    findings.problem(
                            "AUTO_MIGRATE_URL",
                            "not set, and no other setting names a database: set it, for example to"
                                    + " jdbc:postgresql://host:5432/database (looked for " + DatabaseSearch.places()
                                    + " and the system properties of the same names)");
                }
                database = FoundDatabase.unknown(frameworks.anyFlyway());
            }
            databases = new ArrayList<>();
            databases.add(settings("", given, database, frameworks));
        }
        if (!findings.problems().isEmpty()) {
            databases.removeIf(Objects::isNull);
            return new Resolution.Invalid(
                    findings.problems(), databases, command, onFailure, log, outcome, findings.warnings());
        }
        return new Resolution.Resolved(databases, command, log, outcome, findings.warnings());
    }

    /** The context of a framework may be one of several, and the database may be known to the next one. A command waits for none. */
    private boolean mayBeWithoutDatabase(boolean on, GivenSettings given) {
        return !asked
                || !on && command.isPresent() && command.get().command().isAboutStart()
                || answer != null && !given.isMeant(Setting.COMMAND);
    }

    /** A command that only reports on a start must not count as a request to migrate, because a start has no such setting. */
    private boolean isAsked(GivenSettings given) {
        return command.isPresent() && command.get().command().isAboutStart()
                ? given.anyBeside(Setting.COMMAND)
                : given.any();
    }

    private FoundDatabase database(GivenSettings given, FrameworkSettings frameworks) {
        if (answer != null) {
            answer.report(findings);
        }
        if (isRefused()) {
            return null;
        }
        FoundDatabase found = new DatabaseSearch(given, frameworks, findings).find();
        if (found != null || answer == null) {
            return found;
        }
        // The application may read the variable of a platform by itself; the settings for Flyway are the framework's
        // all the same.
        FoundDatabase ofPlatform = new DatabaseSearch(given, new FrameworkSettings(sources, findings), findings).find();
        return ofPlatform == null
                ? null
                : new FoundDatabase(ofPlatform.account(), frameworks.anyFlyway(), ofPlatform.pool(), null);
    }

    private boolean isRefused() {
        return answer != null && !answer.refusals().isEmpty();
    }

    /** The framework's settings are not used here, because they concern one database, and it is not known which one. */
    private List<Settings> several(List<NamedDatabases.NamedDatabase> databases) {
        FrameworkSettings none = new FrameworkSettings(new SettingSources(null, Map.of(), Map.of()), findings);
        List<Settings> several = new ArrayList<>();
        for (NamedDatabases.NamedDatabase database : databases) {
            FoundDatabase found = new DatabaseSearch(database.given(), none, findings).find();
            if (found == null) {
                findings.problem(
                        Origin.ENVIRONMENT.nameOf(database.name().toUpperCase(Locale.ROOT) + "_URL"),
                        "not set: set it, for example to jdbc:postgresql://host:5432/database (with"
                                + " AUTO_MIGRATE_DATABASES nothing is taken from the settings of frameworks)");
                found = FoundDatabase.unknown(null);
            }
            if (found.account() != null && found.account().url().isDataSource()) {
                findings.problem(
                        found.account().source(),
                        "a data source of the application is possible for one database only, give the JDBC URL");
            }
            several.add(settings(database.name(), database.given(), found, none));
        }
        if (findings.problems().isEmpty()) {
            new SeparateDatabases(findings).check(several);
        }
        return several;
    }

    /** Returns {@code null} when the database or its scripts are not known. Any other wrong setting has its default. */
    private Settings settings(String name, GivenSettings given, FoundDatabase database, FrameworkSettings frameworks) {
        SettingValues values = new SettingValues(given, findings);
        FlywaySettings flyway = new FlywaySettings(given, frameworks, database, values, findings);
        Settings.Account account = database.account();
        String vendor = vendor(account);
        if (given.find(Setting.EXPECT_DATABASE) != null) {
            new ExpectedDatabase(given.find(Setting.EXPECT_DATABASE), findings).check(account);
        }
        Settings.Scripts scripts = flyway.scripts(vendor, name);
        Optional<Settings.Tenants> tenants =
                given.find(Setting.TENANTS) == null && given.find(Setting.TENANTS_QUERY) == null
                        ? Optional.empty()
                        : new TenantSettings(given, values, findings).read(account);
        Settings.History history = flyway.history();
        Settings.Waiting waiting = waiting(values);
        Settings.Engine engine = engine(values, flyway);
        Optional<Settings.Seed> seed = seed(name, given, account, scripts, history);
        Optional<Settings.Backup> backup = backup(given, account);
        List<Path> classPath = new ClassPathEntries(findings).read(given.find(Setting.CLASSPATH));
        database.warnOfUnread(frameworks, findings);
        return account != null && scripts != null
                ? new Settings(
                        account,
                        scripts,
                        history,
                        waiting,
                        engine,
                        seed,
                        backup,
                        classPath,
                        onFailure,
                        asked && given.anyBeside(Setting.ON_STARTUP),
                        name,
                        tenants)
                : null;
    }

    /** Returns the word of the kind of database; empty where the kind is not known yet. */
    private static String vendor(Settings.Account account) {
        return account == null || account.url().isDataSource()
                ? ""
                : account.kind().word();
    }

    /** Reads settings that few starts use. Their reader is a separate class, so that other starts do not load it. */
    private Optional<Settings.Seed> seed(
            String name,
            GivenSettings given,
            Settings.Account account,
            Settings.Scripts scripts,
            Settings.History history) {
        if (given.find(Setting.SEED_LOCATIONS) == null) {
            warnOfUseless(given, Setting.SEED_TABLE, Setting.SEED_LOCATIONS);
            warnOfUseless(given, Setting.SEED_EXISTING, Setting.SEED_LOCATIONS);
            return Optional.empty();
        }
        String vendor = vendor(account);
        return new SeedSettings(given, findings).read(vendor, name, scripts, history);
    }

    private Optional<Settings.Backup> backup(GivenSettings given, Settings.Account account) {
        if (given.find(Setting.BACKUP) == null) {
            warnOfUseless(given, Setting.BACKUP_KEEP, Setting.BACKUP);
            return Optional.empty();
        }
        return new BackupSettings(given, findings).read(account);
    }

    private void warnOfUseless(GivenSettings given, Setting setting, Setting needed) {
        Given value = given.find(setting);
        if (value != null) {
            findings.warning(value.name(), "has no effect without AUTO_MIGRATE_" + needed.name());
        }
    }

    private static Settings.Waiting waiting(SettingValues values) {
        return new Settings.Waiting(
                values.duration(Setting.WAIT_TIMEOUT, WAIT_TIMEOUT, Duration.ZERO),
                values.duration(Setting.CONNECT_TIMEOUT, CONNECT_TIMEOUT, Duration.ofMillis(1)));
    }

    private static OnFailure onFailure(boolean failOnError, boolean isCommand) {
        if (isCommand) {
            return OnFailure.END_COMMAND;
        }
        return failOnError ? OnFailure.REFUSE_START : OnFailure.START_ANYWAY;
    }

    private Settings.Engine engine(SettingValues values, FlywaySettings flyway) {
        Settings.Engine defaults = Settings.Engine.DEFAULT;
        Mode mode = values.choice(Setting.MODE, defaults.mode());
        return new Settings.Engine(
                command.isEmpty() ? mode : command.get().command().mode(),
                values.choice(Setting.ENGINE, defaults.kind()),
                values.choice(Setting.LOCK_STRATEGY, defaults.lockStrategy()),
                values.duration(Setting.LOCK_TIMEOUT, defaults.lockTimeout(), Duration.ZERO),
                Optional.ofNullable(values.duration(Setting.STATEMENT_LOCK_TIMEOUT, null, Duration.ZERO)),
                values.duration(Setting.PROGRESS_INTERVAL, defaults.progressInterval(), Duration.ofMillis(100)),
                flyway.options(),
                flyway.baselineAtStart(),
                flyway.repairAtStart());
    }
}
