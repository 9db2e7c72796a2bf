package io.automigrate.engine.failure;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;

/** The versions that a history has as applied. */
public final class VersionsInHistory {
    private VersionsInHistory() {}

    /**
     * Returns the versions that were applied and not taken back. A version that failed is not among them.
     *
     * @param applied the rows of the history, as {@code MigrationInfoService.applied()} returns them
     */
    public static TreeSet<MigrationVersion> of(MigrationInfo[] applied) {
        Map<MigrationVersion, Integer> counts = new HashMap<>();
        for (MigrationInfo row : applied) {
            if (row.getVersion() != null && !row.getState().isFailed()) {
                // A version that was taken back has two rows: its own is DELETED, that of the type DELETE is a success.
                counts.merge(row.getVersion(), isTakenBack(row.getState()) ? -1 : 1, Integer::sum);
            }
        }
        TreeSet<MigrationVersion> versions = new TreeSet<>();
        counts.forEach((version, count) -> {
            if (count > 0) {
                versions.add(version);
            }
        });
        return versions;
    }

    private static boolean isTakenBack(MigrationState state) {
        // The states are compared by their names, because older versions of Flyway lack some of them.
        return state.name().equals("DELETED") || state.name().equals("UNDONE");
    }
}
