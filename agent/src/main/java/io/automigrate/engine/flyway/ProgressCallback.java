package io.automigrate.engine.flyway;

import io.automigrate.engine.failure.RefusedRunException;
import io.automigrate.engine.note.ScriptNotes;
import io.automigrate.engine.task.BackupStep;
import io.automigrate.engine.watch.MigrationStory;
import io.automigrate.failure.StartupException;
import java.util.Optional;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Passes Flyway's events on to the story. */
final class ProgressCallback implements Callback {
    private final MigrationStory story;
    private final BackupStep backup;
    private final ScriptNotes notes;

    ProgressCallback(MigrationStory story, BackupStep backup, ScriptNotes notes) {
        this.story = story;
        this.backup = backup;
        this.notes = notes;
    }

    @Override
    public boolean supports(Event event, Context context) {
        // The callback supports only the events that it needs, because Flyway warns of callbacks for deprecated events.
        return switch (event) {
            case BEFORE_EACH_MIGRATE, BEFORE_EACH_MIGRATE_STATEMENT, AFTER_EACH_MIGRATE, AFTER_EACH_MIGRATE_ERROR ->
                true;
            default -> false;
        };
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        MigrationInfo migration = context.getMigrationInfo();
        switch (event) {
            case BEFORE_EACH_MIGRATE -> {
                // Here Flyway has its lock and knows that something is pending: of many instances one makes the backup.
                refuseUnfinished();
                backup.beforeScript(context.getConnection());
                notes.seeds().beforeScript(context.getConnection());
                story.applying(migration.getScript());
            }
            case BEFORE_EACH_MIGRATE_STATEMENT ->
                story.executing(context.getStatement().getSql());
            case AFTER_EACH_MIGRATE ->
                story.applied(
                        migration.getScript(),
                        Optional.ofNullable(migration.getVersion()).map(MigrationVersion::getVersion));
            case AFTER_EACH_MIGRATE_ERROR -> story.failed();
            default -> throw new IllegalArgumentException(event.getId());
        }
    }

    private void refuseUnfinished() {
        try {
            notes.look();
        } catch (StartupException e) {
            throw new RefusedRunException(e);
        }
    }

    @Override
    public String getCallbackName() {
        return "auto-migrate";
    }
}
