package io.automigrate.engine;

import io.automigrate.failure.StartupException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/** Brings a schema to the version of the scripts. Two class loaders share this type and no other type of the package. */
public interface SchemaEngine {
    /**
     * The result of a run.
     *
     * @param schema the schema with the history table, as people call it
     * @param applied how many migrations
     * @param version the version afterwards; empty when there are only repeatable ones
     * @param foundEmpty whether there was nothing in the schema before: no history, or one that says of nothing, and no tables
     */
    record Result(String schema, int applied, Optional<String> version, boolean foundEmpty) {}

    /**
     * The history and the scripts side by side.
     *
     * @param schema the schema with the history table, as people call it
     * @param version the version of the schema
     * @param migrations in Flyway's order
     */
    record Overview(String schema, Optional<String> version, List<Migration> migrations) {
        public Overview {
            Objects.requireNonNull(schema, "schema");
            Objects.requireNonNull(version, "version");
            migrations = List.copyOf(migrations);
        }
    }

    /**
     * A migration that is in the history, among the scripts, or in both.
     *
     * @param version empty for repeatable ones
     * @param type Flyway's word: {@code SQL}, {@code JDBC}, {@code BASELINE}
     * @param state Flyway's word: {@code Pending}, {@code Success}, {@code Missing}
     * @param pending whether migrating would apply it
     * @param failed whether it was begun and did not come to its end
     * @param script as in the history: the path below the location, or a class
     */
    record Migration(
            Optional<String> version,
            String description,
            String type,
            String state,
            boolean pending,
            boolean failed,
            Checksum checksum,
            String script,
            Optional<Application> applied) {
        public Migration {
            Objects.requireNonNull(version, "version");
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(checksum, "checksum");
            Objects.requireNonNull(script, "script");
            Objects.requireNonNull(applied, "applied");
        }
    }

    /**
     * When and by whom a migration was applied.
     *
     * @param on the time in the history, by the database's clock
     * @param by the database's user
     */
    record Application(LocalDateTime on, Duration duration, String by) {}

    /**
     * Which versions were taken back, or would be.
     *
     * @param steps in the order in which they run
     * @param version the version of the schema afterwards; before, when nothing was done
     */
    record RolledBack(String schema, List<Undo> steps, Optional<String> version) {
        public RolledBack {
            Objects.requireNonNull(schema, "schema");
            steps = List.copyOf(steps);
            Objects.requireNonNull(version, "version");
        }
    }

    /**
     * The plan of a migration.
     *
     * @param scripts in the order in which they would run
     * @param tables the first tables of a schema without history, as text for messages; empty when there are none
     */
    record Plan(Overview overview, List<Planned> scripts, String tables) {
        public Plan {
            Objects.requireNonNull(overview, "overview");
            Objects.requireNonNull(tables, "tables");
            scripts = List.copyOf(scripts);
        }

        /** Returns the names of the scripts. */
        public List<String> pending() {
            List<String> names = new ArrayList<>(scripts.size());
            for (Planned planned : scripts) {
                names.add(planned.migration().script());
            }
            return names;
        }
    }

    /**
     * A version that is taken back.
     *
     * @param description the migration's, as in the history
     * @param script the path of the undo script below its location
     * @param sql its text, placeholders and all
     */
    record Undo(String version, String description, String script, String sql) {}

    /**
     * A migration that would run.
     *
     * @param sql the script with values for its placeholders; empty for a Java migration
     * @param inTransaction whether the script's own configuration lets it run in one
     * @param missing placeholders that have no value
     */
    record Planned(Migration migration, Optional<String> sql, boolean inTransaction, List<String> missing) {
        public Planned {
            Objects.requireNonNull(migration, "migration");
            Objects.requireNonNull(sql, "sql");
            missing = List.copyOf(missing);
        }
    }

    /**
     * The result of writing a baseline.
     *
     * @param version the version that everything up to counts as applied
     * @param stamped false when it was stamped so before
     */
    record Baseline(String schema, String version, boolean stamped) {}

    /**
     * The changes of the history; each migration is named by its version and description.
     *
     * @param removed they had failed
     * @param deleted their scripts are gone
     * @param aligned their scripts have another checksum, description or type than when they were applied
     */
    record Repair(String schema, List<String> removed, List<String> deleted, List<String> aligned) {
        public Repair {
            Objects.requireNonNull(schema, "schema");
            removed = List.copyOf(removed);
            deleted = List.copyOf(deleted);
            aligned = List.copyOf(aligned);
        }
    }

    /** Whether a script is the one that was applied. */
    enum Checksum {
        /** The text is the one that was applied. */
        SAME,
        /** Its text has changed since. */
        CHANGED,
        /** The script was not applied, is missing, or has no checksum. */
        NONE
    }

    /**
     * A request to the engine.
     *
     * @param kind the work of the engine
     * @param answer the class of the answer
     * @param <T> the answer
     */
    record Task<T>(Kind kind, Class<T> answer) {
        /** Does what {@code AUTO_MIGRATE_MODE} says. */
        public static final Task<Result> RUN = new Task<>(Kind.RUN, Result.class);

        /** Reads the history and the scripts. Writes nothing, whatever state the schema is in. */
        public static final Task<Overview> INSPECT = new Task<>(Kind.INSPECT, Overview.class);

        /** Finds out what {@link #RUN} would apply, and fails where {@code RUN} would refuse to begin. Writes nothing. */
        public static final Task<Plan> PLAN = new Task<>(Kind.PLAN, Plan.class);

        /** Writes a baseline into a schema that has no history; {@code SCHEMA_MISMATCH} when the schema has one. */
        public static final Task<Baseline> BASELINE = new Task<>(Kind.BASELINE, Baseline.class);

        /** Removes failed rows from the history, marks those without a script, and accepts changed checksums. */
        public static final Task<Repair> REPAIR = new Task<>(Kind.REPAIR, Repair.class);

        /** Takes the newest version back with its undo script, or all versions above {@code AUTO_MIGRATE_TARGET}. */
        public static final Task<RolledBack> ROLLBACK = new Task<>(Kind.ROLLBACK, RolledBack.class);

        /** Finds out what {@link #ROLLBACK} would do. Writes nothing. */
        public static final Task<RolledBack> PLAN_ROLLBACK = new Task<>(Kind.PLAN_ROLLBACK, RolledBack.class);

        /** The capabilities of an engine. */
        public enum Kind {
            RUN,
            INSPECT,
            PLAN,
            BASELINE,
            REPAIR,
            ROLLBACK,
            PLAN_ROLLBACK
        }
    }

    /**
     * Performs a task.
     *
     * @param source the database; every connection that the engine takes is closed again
     * @throws StartupException when the task can't be performed, with the reason
     * @throws InterruptedException when this thread was interrupted; nothing goes on in the background
     */
    <T> T perform(Task<T> task, DataSource source) throws StartupException, InterruptedException;
}
