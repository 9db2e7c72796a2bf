package io.automigrate.migration;

/** What a file name came to. */
sealed interface NameReading {
    /** A name that Flyway understands. */
    record Usable(ScriptName name) implements NameReading {}

    /**
     * The file must not be left out in silence, and can't be used: the start fails.
     *
     * @param reason what is wrong, and what is expected
     * @param remedy what the user can do
     */
    record Refused(String reason, String remedy) implements NameReading {}

    /**
     * Nothing that Flyway runs, although someone may have meant it to: a warning.
     *
     * @param reason why it is not run
     */
    record Stray(String reason) implements NameReading {}

    /** No script at all. */
    record Unrelated() implements NameReading {}
}
