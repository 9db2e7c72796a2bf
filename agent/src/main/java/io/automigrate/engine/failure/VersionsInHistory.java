package io.automigrate.engine.failure;

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
     * @param rows the rows of the history, as {@code MigrationInfoService.applied()} returns them: without the rows of the type DELETE,
     *     which Flyway 8 and older return as if each were one more application of the version
     */
    public static TreeSet<MigrationVersion> of(MigrationInfo[] rows) {
        TreeSet<MigrationVersion> versions = new TreeSet<>();
        for (MigrationInfo row : rows) {
            if (row.getVersion() != null && isApplied(row.getState())) {
                versions.add(row.getVersion());
            }
        }
        return versions;
    }

    private static boolean isApplied(MigrationState state) {
        // The states are compared by their names, because older versions of Flyway lack some of them.
        return state.isApplied()
                && !state.isFailed()
                && !state.name().equals("DELETED")
                && !state.name().equals("UNDONE");
    }
}
