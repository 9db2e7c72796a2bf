package io.automigrate.migration;

/**
 * Facts about the text of a script.
 *
 * @param checksum the checksum of Flyway's {@code ChecksumCalculator}: the CRC-32 of the lines in UTF-8 without line ends and without
 *     a byte order mark; placeholders are not replaced
 * @param isBlank whether the text consists of white space only
 * @param containsPlaceholder whether <code>${</code> occurs
 */
public record ScriptContent(int checksum, boolean isBlank, boolean containsPlaceholder) {}
