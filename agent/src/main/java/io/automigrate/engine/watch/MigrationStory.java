package io.automigrate.engine.watch;

import io.automigrate.log.MigrationLog;
import io.automigrate.text.Elapsed;
import io.automigrate.text.NameList;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Logs the steps of a migration, a line each. */
public final class MigrationStory {
    /** The most names in one line. */
    private static final int NAMES = 10;

    private final MigrationLog log;
    private final LongSupplier nanoTime;
    private final Activity activity;
    private int pending;
    private int started;
    private int applied;
    private String script = "";
    private Optional<String> undoneVersion = Optional.empty();
    private long startedAt;

    public MigrationStory(MigrationLog log, LongSupplier nanoTime, Activity activity) {
        this.log = log;
        this.nanoTime = nanoTime;
        this.activity = activity;
    }

    /** Logs the version in the history and the pending scripts. */
    public void found(String schema, Optional<String> version, List<String> pendingScripts) {
        pending = pendingScripts.size();
        log.database().found(schema, version, pendingScripts);
        if (pending == 0) {
            return;
        }
        String state = version.map(v -> " is at version " + v).orElse(" has no migrations yet");
        log.info("Schema \"" + schema + "\"" + state + "; pending: " + NameList.of(pendingScripts, NAMES));
    }

    /** Logs that a script begins. */
    public void applying(String script) {
        started = applied + 1;
        activity.scriptBegins(script);
        this.script = script;
        startedAt = nanoTime.getAsLong();
        // The run is shorter than announced when another instance has applied scripts, and longer when it has added
        // some.
        int total = Math.max(started, pending);
        log.info("Applying " + started + " of " + total + ": " + script);
        log.database().applying(started, total, script);
    }

    public void executing(String sql) {
        activity.statementBegins(sql);
    }

    public void failed() {
        activity.scriptFails();
        log.database().notApplied(script, duration());
    }

    /** Returns how many migrations have been applied. */
    public int applied() {
        return applied;
    }

    /** Logs that a script has been applied, and the version of the schema after the script. */
    public void applied(String script, Optional<String> version) {
        activity.scriptEnds();
        applied++;
        Duration duration = duration();
        log.info("Applied " + started + " of " + Math.max(started, pending) + ": " + script + ", "
                + Elapsed.seconds(duration));
        log.database().applied(script, version, duration);
    }

    private Duration duration() {
        return Duration.ofNanos(nanoTime.getAsLong() - startedAt);
    }

    /** Logs that a rollback begins to undo a script. */
    public void undoing(int number, int all, String script, String version) {
        activity.scriptBegins(script);
        undoneVersion = Optional.of(version);
        this.script = script;
        startedAt = nanoTime.getAsLong();
        log.info("Undoing " + number + " of " + all + ": " + script);
    }

    public void undone(int number, int all, String script) {
        activity.scriptEnds();
        log.info("Undone " + number + " of " + all + ": " + script + ", " + Elapsed.seconds(duration()));
    }

    /** Returns the version that the undo script which began last takes back; empty in a migration. */
    public Optional<String> undoneVersion() {
        return undoneVersion;
    }

    public void rolledBack(String schema, Optional<String> version) {
        log.info("Rolled back: schema \"" + schema + "\""
                + version.map(number -> " is at version " + number).orElse(" has no version")
                + "; start the application without the newer scripts, or they are applied again");
    }

    public void nothingToRollBack(String schema, Optional<String> version) {
        log.info("Schema \"" + schema + "\""
                + version.map(number -> " is at version " + number).orElse(" has no version")
                + ", there is nothing to roll back");
    }
}
