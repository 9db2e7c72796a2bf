package io.automigrate.kind;

/**
 * The versions of a database server that Flyway 13.12 runs on ({@code Database.ensureSupported}).
 *
 * @param product the name of the database in Flyway's warning
 * @param oldest the oldest version; Flyway refuses older ones
 * @param newest the newest version that Flyway was verified with
 * @param tooNew the first version of which Flyway warns
 * @param numbers how many numbers of a version Flyway reads: its warning names MySQL 9.7.4 as 9.7
 */
public record ServerVersions(String product, String oldest, String newest, String tooNew, int numbers) {}
