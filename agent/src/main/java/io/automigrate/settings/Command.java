package io.automigrate.settings;

import java.util.Locale;

/** The commands that run in place of the application: {@code AUTO_MIGRATE_COMMAND}. */
public enum Command {
    /** Applies the pending scripts. */
    MIGRATE(Mode.MIGRATE, "apply what is pending"),
    /** Waits until another process has applied everything. */
    WAIT(Mode.WAIT, "wait until another process has applied everything"),
    /** Fails when a script is pending, missing or changed. */
    VALIDATE(Mode.VALIDATE, "check that nothing is pending, missing or changed"),
    /** Shows the history and the scripts side by side. */
    INFO(Mode.VALIDATE, "show every migration and its state"),
    /** Shows the scripts that would be applied, with their text. */
    PLAN(Mode.VALIDATE, "show what would be applied, without doing it"),
    /** Gives a history to a schema that was made in another way. */
    BASELINE(Mode.MIGRATE, "stamp a schema without history with AUTO_MIGRATE_BASELINE_VERSION"),
    /** Writes the checksums and descriptions of the scripts into the history. */
    REPAIR(Mode.MIGRATE, "let the history agree with the scripts: failed rows, missing scripts, checksums"),
    /** Takes applied versions back with undo scripts. */
    ROLLBACK(Mode.MIGRATE, "take the newest version back, or all above AUTO_MIGRATE_TARGET"),
    /** Examines everything that a start needs, and recommends remedies. */
    DOCTOR(Mode.VALIDATE, "look at everything that a start needs, and recommend what to do");

    private final Mode mode;
    private final String summary;

    Command(Mode mode, String summary) {
        this.mode = mode;
        this.summary = summary;
    }

    /** Returns the mode that the command runs in. Only in {@link Mode#MIGRATE} the agent writes to the database and runs callbacks. */
    public Mode mode() {
        return mode;
    }

    /** Returns whether the command does the same as a start, without the application. */
    public boolean isStart() {
        return this == MIGRATE || this == WAIT || this == VALIDATE;
    }

    /** Returns whether the command reports on a start. Then the command itself must not count as a setting of that start. */
    public boolean isAboutStart() {
        return this == PLAN || this == DOCTOR;
    }

    /** Returns a short description for the help. */
    public String summary() {
        return summary;
    }

    /** Returns the word that users write. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
