package io.automigrate.settings;

import java.util.Locale;

/** The commands that run in place of the application: {@code AUTO_MIGRATE_COMMAND}. */
public enum Command {
    /** Applies the pending scripts. */
    MIGRATE(Mode.MIGRATE, "apply what is pending"),
    /** Waits until another process has applied everything. */
    WAIT(Mode.WAIT, "wait until another process has applied everything"),
    /** Whatever is pending, missing or changed is a failure. */
    VALIDATE(Mode.VALIDATE, "check that nothing is pending, missing or changed"),
    /** The history and the scripts, side by side. */
    INFO(Mode.VALIDATE, "show every migration and its state"),
    /** Shows the scripts that would be applied, with their text. */
    PLAN(Mode.VALIDATE, "show what would be applied, without doing it"),
    /** A schema that was made in another way gets a history. */
    BASELINE(Mode.MIGRATE, "stamp a schema without history with AUTO_MIGRATE_BASELINE_VERSION"),
    /** The history takes over what the scripts say. */
    REPAIR(Mode.MIGRATE, "let the history agree with the scripts: failed rows, missing scripts, checksums"),
    /** Undo scripts take applied versions back. */
    ROLLBACK(Mode.MIGRATE, "take the newest version back, or all above AUTO_MIGRATE_TARGET"),
    /** Everything that a start needs is looked at, and recommended what to do. */
    DOCTOR(Mode.VALIDATE, "look at everything that a start needs, and recommend what to do");

    private final Mode mode;
    private final String summary;

    Command(Mode mode, String summary) {
        this.mode = mode;
        this.summary = summary;
    }

    /** Returns the mode whose rights it needs: nothing is written, and no callback runs, but in {@link Mode#MIGRATE}. */
    public Mode mode() {
        return mode;
    }

    /** Returns whether it is what a start does, too, without the application behind it. */
    public boolean isStart() {
        return this == MIGRATE || this == WAIT || this == VALIDATE;
    }

    /** Returns whether it says what a start would do, and so must not count as a setting of that start. */
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
