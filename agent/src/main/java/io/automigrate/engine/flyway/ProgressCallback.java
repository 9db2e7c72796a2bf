package io.automigrate.engine.flyway;

import io.automigrate.engine.sql.OwnTransaction;
import io.automigrate.engine.task.BackupStep;
import io.automigrate.engine.watch.MigrationStory;
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
    private final OwnTransaction transaction;

    ProgressCallback(MigrationStory story, BackupStep backup, OwnTransaction transaction) {
        this.story = story;
        this.backup = backup;
        this.transaction = transaction;
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
                backup.beforeScript(context.getConnection());
                transaction.scriptBegins();
                story.applying(migration.getScript());
            }
            case BEFORE_EACH_MIGRATE_STATEMENT -> {
                transaction.statementBegins(context.getStatement().getSql());
                story.executing(context.getStatement().getSql());
            }
            case AFTER_EACH_MIGRATE ->
                story.applied(
                        migration.getScript(),
                        Optional.ofNullable(migration.getVersion()).map(MigrationVersion::getVersion));
            case AFTER_EACH_MIGRATE_ERROR -> story.failed();
            default -> throw new IllegalArgumentException(event.getId());
        }
    }

    @Override
    public String getCallbackName() {
        return "auto-migrate";
    }
}
