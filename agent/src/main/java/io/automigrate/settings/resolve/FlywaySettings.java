package io.automigrate.settings.resolve;

import io.automigrate.settings.Location;
import io.automigrate.settings.ScriptNaming;
import io.automigrate.settings.Settings;
import io.automigrate.settings.discovery.FoundDatabase;
import io.automigrate.settings.discovery.FrameworkSettings;
import io.automigrate.settings.discovery.PoolSettings;
import io.automigrate.settings.given.Findings;
import io.automigrate.settings.given.Given;
import io.automigrate.settings.given.GivenSettings;
import io.automigrate.settings.given.SettingValues;
import io.automigrate.settings.names.FlywayOption;
import io.automigrate.settings.names.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The settings of Flyway. A setting that the user gave is stronger than a setting of the framework in use. */
final class FlywaySettings {
    private static final String QUARKUS = "quarkus.flyway.";

    private final GivenSettings given;
    private final FrameworkSettings frameworks;
    private final String prefix;
    private final PoolSettings pool;
    private final SettingValues values;
    private final Findings findings;

    /**
     * @param database the database, which names the framework whose settings for Flyway count, and the settings of its connection pool
     */
    FlywaySettings(
            GivenSettings given,
            FrameworkSettings frameworks,
            FoundDatabase database,
            SettingValues values,
            Findings findings) {
        this.given = given;
        this.frameworks = frameworks;
        // Often the framework that names the database has no settings for Flyway. The code below finds this out once.
        String flyway = database.flyway();
        this.prefix = flyway != null && frameworks.hasAny(flyway) ? flyway : null;
        this.pool = database.pool();
        this.values = values;
        this.findings = findings;
    }

    /**
     * Returns the settings of the scripts; {@code null} when one of them is unusable.
     *
     * @param vendor the text for {@code {vendor}}
     * @param database the text for {@code {database}}, one of several databases; empty when there is only one
     */
    Settings.Scripts scripts(String vendor, String database) {
        Given named = find(Setting.LOCATIONS, "locations");
        List<Location> locations = named == null
                ? List.of(
                        database.isEmpty()
                                ? Location.DEFAULT
                                : Location.parse(Location.DEFAULT + "/" + folder(database)))
                : values.locations(named, vendor, folder(database));
        Map<String, String> placeholders = placeholders();
        String source = named == null ? Settings.Scripts.DEFAULT_SOURCE : named.source();
        ScriptNaming naming = ScriptNaming.DEFAULT;
        boolean failOnMissing = named != null;
        if (prefix != null || given.namesFlywayOption()) {
            Map<String, Given> options = scriptOptions();
            Given missing = options.remove("failOnMissingLocations");
            failOnMissing = missing == null ? failOnMissing : values.flag(missing);
            naming = options.isEmpty() ? naming : new NamingSettings(options, values, findings).read();
        }
        return locations.isEmpty()
                ? null
                : new Settings.Scripts(locations, source, placeholders, naming, failOnMissing);
    }

    private Map<String, Given> scriptOptions() {
        Map<String, Given> options = new HashMap<>();
        for (FlywayOption option : FlywayOption.ofScripts()) {
            Given discovered = prefix == null ? null : discovered(option);
            Given own = given.find(option);
            Given value = own == null ? discovered : own;
            if (value != null) {
                options.put(option.name(), value);
            }
        }
        return options;
    }

    /** Quarkus takes an empty prefix for none, as the agent does; Flyway itself and Spring Boot do not. */
    private Given discovered(FlywayOption option) {
        boolean mayBeEmpty = option.name().endsWith("MigrationPrefix") && !QUARKUS.equals(prefix);
        return mayBeEmpty
                ? frameworks.findVerbatim(Setting.named(option.variable()), prefix + option.property())
                : frameworks.find(option, prefix);
    }

    Settings.History history() {
        Given schemas = find(Setting.SCHEMAS, "schemas");
        Given defaultSchema = find(Setting.DEFAULT_SCHEMA, "default-schema");
        Given table = find(Setting.TABLE, "table");
        if (schemas == null && defaultSchema == null) {
            defaultSchema = pool == null ? null : pool.schema();
        }
        return new Settings.History(
                values.list(schemas),
                defaultSchema == null ? Optional.empty() : Optional.of(defaultSchema.value()),
                table == null ? Settings.History.DEFAULT_TABLE : table.value());
    }

    /** Returns the options that the agent passes on, by Flyway's own names. */
    Map<String, String> options() {
        for (Given refused : given.refused()) {
            FlywayOption option = FlywayOption.named(refused.key().substring(FlywayOption.PREFIX.length()));
            findings.problem(refused, "not available, " + option.detail());
        }
        Map<String, String> options = new HashMap<>();
        if (prefix == null && poolStatement() == null && !given.namesFlywayOption()) {
            return options;
        }
        for (FlywayOption option : FlywayOption.discoverable()) {
            if (option.kind() == FlywayOption.Kind.SCRIPTS) {
                continue;
            }
            Given discovered = prefix == null ? null : frameworks.find(option, prefix);
            Given own = given.find(option);
            Given value = own == null ? discovered : own;
            if (value == null) {
                continue;
            }
            switch (option.kind()) {
                case FLAG -> options.put(option.name(), Boolean.toString(values.flag(value)));
                case FIXED -> requireDefault(option, value);
                default -> options.put(option.name(), value.value());
            }
        }
        addStatementOfPool(options);
        addVersionOfBaseline(options);
        return options;
    }

    /** Returns whether Quarkus writes a baseline before it migrates. A setting of ours about the baseline is stronger. */
    boolean baselineAtStart() {
        return isStepOfQuarkus("baseline-at-start") && !given.isMeant(Setting.BASELINE_ON_MIGRATE);
    }

    /** Returns whether Quarkus repairs the history before it migrates. */
    boolean repairAtStart() {
        return isStepOfQuarkus("repair-at-start");
    }

    private boolean isStepOfQuarkus(String name) {
        Given step = QUARKUS.equals(prefix) ? frameworks.find(name, prefix + name) : null;
        return step != null && values.flag(step);
    }

    /** Without a version the schema decides; a framework's own {@code baselineOnMigrate} means Flyway's default instead. */
    private void addVersionOfBaseline(Map<String, String> options) {
        if (given.isMeant(Setting.BASELINE_ON_MIGRATE) && "true".equals(options.get("baselineOnMigrate"))) {
            options.putIfAbsent("baselineVersion", Settings.Engine.MATCHING);
        }
    }

    private Given poolStatement() {
        return pool == null ? null : pool.statement();
    }

    /** The pool's statement runs on each connection, before that of the framework's Flyway. */
    private void addStatementOfPool(Map<String, String> options) {
        if (poolStatement() != null && !given.isMeant(Setting.INIT_SQL)) {
            String statement = poolStatement().value();
            String own = options.get("initSql");
            options.put("initSql", own == null ? statement : terminated(statement) + '\n' + own);
        }
    }

    private static String terminated(String statement) {
        return statement.endsWith(";") ? statement : statement + ';';
    }

    private void requireDefault(FlywayOption option, Given value) {
        if (!value.value().equalsIgnoreCase(option.detail())) {
            findings.problem(
                    value, "not available, scripts are read as Flyway does by default (\"" + option.detail() + "\")");
        }
    }

    private Map<String, String> placeholders() {
        Map<String, String> own = given.placeholders();
        if (prefix == null) {
            return own;
        }
        Map<String, String> all = new HashMap<>(frameworks.placeholders(prefix));
        all.putAll(own);
        return all;
    }

    private Given find(Setting setting, String frameworkName) {
        // The property is read in any case, because the agent warns of settings that it has not read.
        Given discovered = prefix == null ? null : frameworks.find(setting, prefix + frameworkName);
        Given own = given.find(setting);
        return own == null ? discovered : own;
    }

    private static String folder(String database) {
        return database.toLowerCase(Locale.ROOT);
    }
}
