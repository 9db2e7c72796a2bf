package io.automigrate.migration.history;

/**
 * A row of Flyway's history.
 *
 * @param rank its place in the order of installation
 * @param version as it is stored; null for repeatable scripts and for marks
 * @param type {@code SQL} for scripts
 * @param checksum null where none is stored
 * @param success whether it was applied to its end
 */
record HistoryRow(int rank, String version, String description, String type, Integer checksum, boolean success) {
    /** Returns whether this says only that Flyway made the schema itself. */
    boolean isSchemaMark() {
        return rank == 0 && version == null && "SCHEMA".equals(type) && success;
    }
}
