package io.automigrate.settings;

import java.util.Locale;

/** What can be done instead of starting the application: {@code AUTO_MIGRATE_COMMAND}. */
public enum Command {
    /** What is pending is applied. */
    MIGRATE(Mode.MIGRATE, "apply what is pending"),
    /** Waits until another process has applied everything. */
    WAIT(Mode.WAIT, "wait until another process has applied everything"),
    /** Whatever is pending, missing or changed is a failure. */
    VALIDATE(Mode.VALIDATE, "check that nothing is pending, missing or changed"),
    /** The history and the scripts, side by side. */
    INFO(Mode.VALIDATE, "show every migration and its state"),
    /** Undo scripts take applied versions back. */
    ROLLBACK(Mode.MIGRATE, "take the newest version back, or all above AUTO_MIGRATE_TARGET");

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

    /** Returns what it does in a few words, for people. */
    public String summary() {
        return summary;
    }

    /** Returns the word that users write. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
