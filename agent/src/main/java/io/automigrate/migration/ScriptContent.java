package io.automigrate.migration;

/**
 * What one pass over a script found out.
 *
 * @param checksum what Flyway's {@code ChecksumCalculator} makes of the text: the CRC-32 of its lines without their ends, without a
 *     byte order mark; placeholders are not replaced
 * @param isBlank whether there is nothing but white space
 * @param containsPlaceholder whether <code>${</code> occurs
 */
public record ScriptContent(int checksum, boolean isBlank, boolean containsPlaceholder) {}
