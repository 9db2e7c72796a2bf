package io.automigrate.engine.task;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.migration.SchemaVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.flywaydb.core.extensibility.AppliedMigration;

/** The applied versions in the history, and the versions that a rollback may take back. */
final class AppliedVersions {
    private static final SchemaVersion NOTHING = SchemaVersion.parse("0");

    private final TreeMap<SchemaVersion, AppliedMigration> applied = new TreeMap<>();
    private final String schema;

    /**
     * Reads the rows.
     *
     * @param rows of the history, in the order of their ranks
     * @param schema the schema with the history table
     * @throws StartupException when one of the versions failed, because its effect is not known
     */
    AppliedVersions(Collection<AppliedMigration> rows, String schema) throws StartupException {
        this.schema = schema;
        for (AppliedMigration row : rows) {
            if (!row.isSuccess()) {
                throw refusal("\"" + row.getScript() + "\" failed half-way, and what of it is there only you can tell")
                        .remedy("clean up by hand what it left, and take its row out of the history with"
                                + " AUTO_MIGRATE_COMMAND=repair; then try again");
            }
            if (row.getVersion() == null) {
                continue;
            }
            SchemaVersion version = SchemaVersion.parse(row.getVersion().getVersion());
            if (row.getType().name().equals("DELETE")) {
                applied.remove(version);
            } else {
                applied.put(version, row);
            }
        }
    }

    /** Returns the version that the schema is at; empty when it has none. */
    Optional<String> newest() {
        return applied.isEmpty()
                ? Optional.empty()
                : Optional.of(applied.lastKey().toString());
    }

    /**
     * Returns the versions to take back, in the order of the rollback.
     *
     * @param target the version to stay at; empty: only the newest one goes
     * @throws StartupException when these versions can't be taken back, with the reason
     */
    List<AppliedMigration> above(Optional<SchemaVersion> target) throws StartupException {
        if (applied.isEmpty()) {
            if (target.isPresent()) {
                return List.of();
            }
            throw refusal("no version is applied to schema \"" + schema + "\"")
                    .remedy("look at AUTO_MIGRATE_URL, AUTO_MIGRATE_SCHEMAS and AUTO_MIGRATE_TABLE");
        }
        if (target.isPresent()
                && !applied.containsKey(target.get())
                && !target.get().equals(NOTHING)) {
            throw refusal("version " + target.get() + " is not applied, so the schema can't go back to it")
                    .remedy("set AUTO_MIGRATE_TARGET to one of " + applied.keySet()
                            + ", or 0 to take all of them back");
        }
        Collection<AppliedMigration> going = target.isPresent()
                ? applied.tailMap(target.get(), false).values()
                : List.of(applied.lastEntry().getValue());
        for (AppliedMigration row : going) {
            refuseBaseline(row);
            refuseMiddle(row, going);
        }
        List<AppliedMigration> latestFirst = new ArrayList<>(going);
        latestFirst.sort(
                Comparator.comparingInt(AppliedMigration::getInstalledRank).reversed());
        return latestFirst;
    }

    private void refuseBaseline(AppliedMigration row) throws StartupException {
        if (row.getType().isBaseline()) {
            throw refusal("the history begins with the baseline at version " + row.getVersion()
                            + ", and what was there before is not known")
                    .remedy("set AUTO_MIGRATE_TARGET to this version or a later one");
        }
    }

    /** A later version that stays may depend on the version that is taken back. */
    private void refuseMiddle(AppliedMigration row, Collection<AppliedMigration> going) throws StartupException {
        for (AppliedMigration other : applied.values()) {
            if (!going.contains(other) && other.getInstalledRank() > row.getInstalledRank()) {
                throw refusal("version " + row.getVersion() + " is in the middle: version " + other.getVersion()
                                + " was applied after it, out of order")
                        .remedy("set AUTO_MIGRATE_TARGET to a version below both");
            }
        }
    }

    static Refusal refusal(String reason) {
        return new Refusal(reason);
    }

    /** The reason why no version is taken back. */
    record Refusal(String reason) {
        StartupException remedy(String remedy) {
            return new StartupException(Failure.of(ExitCode.SCHEMA_MISMATCH, "Nothing is rolled back: " + reason)
                    .with("state", "nothing was changed")
                    .remedy(remedy));
        }
    }
}
