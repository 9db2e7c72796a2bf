package io.automigrate.engine.task;

import io.automigrate.engine.failure.ExistingTables;
import io.automigrate.engine.failure.HistoryMismatch;
import io.automigrate.engine.failure.OldHistory;
import io.automigrate.engine.failure.SchemaWithoutHistory;
import io.automigrate.engine.script.PlaceholderCheck;
import io.automigrate.engine.watch.HistoryState;
import io.automigrate.failure.StartupException;
import io.automigrate.migration.Script;
import io.automigrate.migration.ScriptKind;
import io.automigrate.text.NameList;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;

/**
 * The conditions for the first script of a start. If one is not met, {@code migrate} ends before it writes anything. {@code plan} and
 * {@code doctor} check the same conditions, and those that Flyway itself checks.
 */
final class Preconditions {
    /** Callbacks that do not run when something is migrated. */
    private static final Pattern OTHER_EVENTS =
            Pattern.compile("(before|after)[A-Za-z]*(Clean|Info|Repair|Baseline|Undo)[A-Za-z]*(\\.|__).*");

    private static final String CREATE_SCHEMAS = "createSchemas";

    private final LoadedFlyway loaded;
    private final Configuration configuration;
    private final PlaceholderCheck placeholders;

    /**
     * @param resources all scripts of the catalog, also those that Flyway must not see now
     */
    Preconditions(LoadedFlyway loaded, ResourceProvider resources) {
        this.loaded = loaded;
        this.configuration = loaded.flyway().getConfiguration();
        this.placeholders = new PlaceholderCheck(configuration, resources);
    }

    /**
     * Checks the repeatable scripts, of which Flyway needs the complete text already to compare them with the history.
     *
     * @throws StartupException {@code CONFIGURATION} when one has a placeholder without a value
     */
    void checkRepeatables() throws StartupException {
        placeholders.refuse(ofKind(ScriptKind.REPEATABLE));
    }

    /**
     * Checks the scripts that would run.
     *
     * @throws StartupException {@code CONFIGURATION} for an empty script or a placeholder without a value, {@code SCHEMA_MISMATCH} for
     *     a failed row, and for the history of an old Flyway that a baseline would hide
     */
    void checkScripts(MigrationInfoService info) throws StartupException {
        checkWithoutReading(info);
        checkPlaceholders(toRun(info));
    }

    /** Checks of the scripts that would run what shows without their text. See {@link #checkScripts}. */
    void checkWithoutReading(MigrationInfoService info) throws StartupException {
        PendingMigrations pending = new PendingMigrations(info);
        pending.refuseBlank(loaded.context().scripts());
        refuseOldHistory(info);
        refuseFailedRow(info);
    }

    /**
     * Reads scripts and the callbacks that run with them.
     *
     * @param names the scripts that would run
     * @throws StartupException {@code CONFIGURATION} when one has a placeholder without a value
     */
    void checkPlaceholders(List<String> names) throws StartupException {
        List<Script> scripts = new ArrayList<>();
        for (Script script : loaded.context().scripts()) {
            boolean isCallback = script.kind() == ScriptKind.CALLBACK
                    && !OTHER_EVENTS.matcher(script.name().fileName()).matches();
            if (names.contains(script.path()) || isCallback) {
                scripts.add(script);
            }
        }
        placeholders.refuse(scripts);
    }

    /**
     * Checks the conditions that Flyway itself checks when it migrates.
     *
     * @param mismatch the result of Flyway's validation
     * @throws StartupException {@code SCHEMA_MISMATCH}
     */
    void checkSchema(MigrationInfoService info, HistoryMismatch mismatch) throws StartupException {
        if (configuration.isValidateOnMigrate() && mismatch.isReal()) {
            throw new StartupException(mismatch.describe(List.of()));
        }
        if (info.pending().length > 0) {
            loaded.context().notes().lookOnly(loaded.schema());
        }
        if (hasTablesWithoutHistory(info) && !willWriteBaseline(info)) {
            throw new StartupException(SchemaWithoutHistory.failure(loaded.asRun()));
        }
    }

    /** Returns whether a baseline will be written before the first script. */
    boolean willWriteBaseline(MigrationInfoService info) {
        return configuration.isBaselineOnMigrate() && hasTablesWithoutHistory(info) || willBaselineAtStart(info);
    }

    /** Returns whether the schema gets a baseline even if the schema is empty. */
    boolean willBaselineAtStart(MigrationInfoService info) {
        return loaded.engine().baselineAtStart() && info.applied().length == 0 && !hasHistory();
    }

    /** Logs that a baseline will be written, and the scripts that the baseline skips. */
    void warnOfBaseline(MigrationInfoService info) {
        if (willWriteBaseline(info)) {
            String reason = willBaselineAtStart(info)
                    ? "quarkus.flyway.baseline-at-start=true"
                    : "AUTO_MIGRATE_BASELINE_ON_MIGRATE=true";
            loaded.context().log().warn(baselineText(loaded, configuration, info, reason));
        }
    }

    /** Logs the schemas that will be created. */
    void tellNewSchemas(MigrationInfoService info) {
        // Flyway 7.1 has no such option in its configuration, and creates each schema.
        boolean isForbidden = "false".equalsIgnoreCase(loaded.engine().flyway().get(CREATE_SCHEMAS));
        if (info.applied().length == 0 && !isForbidden) {
            new NewSchemas(loaded.context().settings())
                    .tell(configuration.getDataSource(), loaded.context().log());
        }
    }

    /** Returns the warning about a baseline. */
    static String baselineText(
            LoadedFlyway loaded, Configuration configuration, MigrationInfoService info, String reason) {
        MigrationVersion version = configuration.getBaselineVersion();
        List<String> covered = new ArrayList<>();
        for (MigrationInfo migration : info.all()) {
            if (isCovered(migration, version)) {
                covered.add(migration.getScript());
            }
        }
        String others = new ExistingTables(loaded.context().settings())
                .histories(configuration.getDataSource(), loaded.schema());
        return "Schema \"" + loaded.schema() + "\" has no history "
                + (others.isEmpty()
                        ? ""
                        : "table \"" + loaded.context().settings().history().table() + "\", only the history " + others
                                + ", ")
                + "and gets a baseline at version " + version + " (" + reason + "); "
                + (covered.isEmpty()
                        ? "every script runs"
                        : "scripts that count as applied and are not run: " + NameList.of(covered, 10));
    }

    /** Returns the pending migrations that run; those that a baseline covers do not. */
    List<String> toRun(MigrationInfoService info) {
        boolean hasBaseline = willWriteBaseline(info);
        List<String> names = new ArrayList<>();
        for (MigrationInfo migration : info.pending()) {
            if (!hasBaseline || !isCovered(migration, configuration.getBaselineVersion())) {
                names.add(migration.getScript());
            }
        }
        return names;
    }

    private static boolean isCovered(MigrationInfo migration, MigrationVersion baseline) {
        return migration.getVersion() != null && migration.getVersion().compareTo(baseline) <= 0;
    }

    private boolean hasTablesWithoutHistory(MigrationInfoService info) {
        return info.applied().length == 0 && !info.getInfoResult().allSchemasEmpty && !hasHistory();
    }

    private boolean hasHistory() {
        try (Connection connection = configuration.getDataSource().getConnection()) {
            HistoryState.read(connection, loaded.context().settings().history());
            return true;
        } catch (SQLException e) {
            // Databases share no error code for a table that does not exist.
            return false;
        }
    }

    /** Flyway ends with an error of its own at a failed row that was not validated before. */
    private void refuseFailedRow(MigrationInfoService info) throws StartupException {
        for (MigrationInfo migration : info.applied()) {
            if (migration.getState().isFailed() && !configuration.isValidateOnMigrate()) {
                throw new StartupException(loaded.mismatch().describe(List.of()));
            }
        }
    }

    /** With a baseline Flyway would begin a second history, and apply everything once more. */
    void refuseOldHistory(MigrationInfoService info) throws StartupException {
        boolean mayWriteBaseline =
                configuration.isBaselineOnMigrate() || loaded.engine().baselineAtStart();
        if (!mayWriteBaseline || info.applied().length > 0) {
            return;
        }
        Optional<OldHistory> old = OldHistory.find(
                configuration.getDataSource(),
                loaded.schema(),
                loaded.context().settings().history());
        if (old.isPresent()) {
            throw new StartupException(old.get().failure(loaded.schema()));
        }
    }

    private List<Script> ofKind(ScriptKind kind) {
        List<Script> scripts = new ArrayList<>();
        for (Script script : loaded.context().scripts()) {
            if (script.kind() == kind) {
                scripts.add(script);
            }
        }
        return scripts;
    }
}
