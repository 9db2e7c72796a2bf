package io.automigrate.engine;

import io.automigrate.failure.StartupException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/** What brings a schema to where the scripts want it. The one type of this package that two class loaders have to agree on. */
public interface SchemaEngine {
    /**
     * What a run did.
     *
     * @param schema the schema with the history table, as people call it
     * @param applied how many migrations
     * @param version the version afterwards; empty when there are only repeatable ones
     * @param foundEmpty whether there was nothing in the schema before: no history, or one that says of nothing, and no tables
     */
    record Result(String schema, int applied, Optional<String> version, boolean foundEmpty) {}

    /**
     * What there is: the history and the scripts side by side.
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
     * @param on as it stands in the history, by the database's clock
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
     * What migrating would do.
     *
     * @param scripts in the order in which they would run
     * @param tables the first tables of a schema that has no history, for people; empty when there are none
     */
    record Plan(Overview overview, List<Planned> scripts, String tables) {
        public Plan {
            Objects.requireNonNull(overview, "overview");
            Objects.requireNonNull(tables, "tables");
            scripts = List.copyOf(scripts);
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
     * What became of stamping a schema.
     *
     * @param version the version that everything up to counts as applied
     * @param stamped false when it was stamped so before
     */
    record Baseline(String schema, String version, boolean stamped) {}

    /**
     * What was changed in the history, each migration by its version and description.
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
        /** It is. */
        SAME,
        /** Its text has changed since. */
        CHANGED,
        /** It was not applied, is not here, or has no checksum. */
        NONE
    }

    /**
     * Does what {@code AUTO_MIGRATE_MODE} says.
     *
     * @param source where connections come from; every one that is taken is closed again
     * @throws StartupException when the schema is not what the scripts ask for, for whatever reason
     * @throws InterruptedException when this thread was interrupted; nothing goes on behind it
     */
    Result run(DataSource source) throws StartupException, InterruptedException;

    /**
     * Looks at the history and the scripts. Writes nothing, whatever state the schema is in.
     *
     * @param source as in {@link #run}
     * @throws StartupException when the history can't be read
     * @throws InterruptedException as in {@link #run}
     */
    Overview look(DataSource source) throws StartupException, InterruptedException;

    /**
     * Takes the newest version back with its undo script, or all above {@code AUTO_MIGRATE_TARGET}.
     *
     * @param source as in {@link #run}
     * @param dryRun whether nothing is done, and only said what would be
     * @throws StartupException when that can't be done, with the reason, or a script failed
     * @throws InterruptedException as in {@link #run}
     */
    RolledBack rollback(DataSource source, boolean dryRun) throws StartupException, InterruptedException;

    /**
     * Finds out what {@link #run} would apply. Writes nothing.
     *
     * @param source as in {@link #run}
     * @throws StartupException where {@code run} would refuse to begin, too
     * @throws InterruptedException as in {@link #run}
     */
    Plan plan(DataSource source) throws StartupException, InterruptedException;

    /**
     * Stamps a schema that has no history.
     *
     * @param source as in {@link #run}
     * @throws StartupException {@code SCHEMA_MISMATCH} when it has one
     * @throws InterruptedException as in {@link #run}
     */
    Baseline baseline(DataSource source) throws StartupException, InterruptedException;

    /**
     * Lets the history agree with the scripts: removes failed rows, marks those without a script, takes over changed checksums.
     *
     * @param source as in {@link #run}
     * @throws StartupException when the history can't be changed
     * @throws InterruptedException as in {@link #run}
     */
    Repair repair(DataSource source) throws StartupException, InterruptedException;
}
