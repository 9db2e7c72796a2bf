package io.automigrate.migration.history;

/**
 * A row of Flyway's history.
 *
 * @param rank the position in the order of installation
 * @param version the version as stored; null for repeatable scripts and markers
 * @param type {@code SQL} for scripts
 * @param checksum the stored checksum; null for none
 * @param success whether the migration succeeded
 */
record HistoryRow(int rank, String version, String description, String type, Integer checksum, boolean success) {
    /** Returns whether the row only records that Flyway created the schema. */
    boolean isSchemaMark() {
        return rank == 0 && version == null && "SCHEMA".equals(type) && success;
    }
}
