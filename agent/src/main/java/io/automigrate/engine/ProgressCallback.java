package io.automigrate.engine;

import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Hears from Flyway which migration it is at. */
final class ProgressCallback implements Callback {
    private final MigrationStory story;

    ProgressCallback(MigrationStory story) {
        this.story = story;
    }

    @Override
    public boolean supports(Event event, Context context) {
        // Only what is needed: Flyway warns when someone listens to a deprecated event.
        return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        MigrationInfo migration = context.getMigrationInfo();
        if (migration == null) {
            return;
        }
        if (event == Event.BEFORE_EACH_MIGRATE) {
            story.applying(migration.getScript());
        } else {
            story.applied(migration.getScript());
        }
    }

    @Override
    public String getCallbackName() {
        return "auto-migrate";
    }
}
