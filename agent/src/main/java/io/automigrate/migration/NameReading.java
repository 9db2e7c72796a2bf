package io.automigrate.migration;

/** The result of reading a file name. */
sealed interface NameReading {
    /** The name follows Flyway's convention. */
    record Usable(ScriptName name) implements NameReading {}

    /**
     * The file can't be used and must not be left out silently, so the start fails.
     *
     * @param reason the defect and the expected form
     * @param remedy the remedy for the user
     */
    record Refused(String reason, String remedy) implements NameReading {}

    /**
     * Flyway does not run the file, although the author may have meant it for a migration. The log gets a warning.
     *
     * @param reason why the file is not run
     */
    record Stray(String reason) implements NameReading {}

    /**
     * The name begins like a migration's and has none of the suffixes that the settings name. Such files are usual where scripts for
     * several databases lie side by side, so that one warning for all of them is enough.
     */
    record OtherSuffix() implements NameReading {}

    /** The file is not a script. */
    record Unrelated() implements NameReading {}
}
