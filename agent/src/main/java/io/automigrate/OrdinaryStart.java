package io.automigrate;

import io.automigrate.database.ConnectionSource;
import io.automigrate.engine.SchemaEngine;
import io.automigrate.failure.StartupException;
import io.automigrate.settings.given.SettingSources;
import java.time.Duration;
import java.util.Optional;

/** The start of an application: {@code main} runs after the schema has the version of the scripts. */
final class OrdinaryStart implements StartAction {
    private final SettingSources sources;

    /**
     * @param sources the user's settings where the application was not asked for its own; {@code null} where it was
     */
    OrdinaryStart(SettingSources sources) {
        this.sources = sources;
    }

    @Override
    public boolean endsWhenUpToDate() {
        return true;
    }

    @Override
    public Optional<SchemaEngine.Result> perform(SchemaStart schema, ConnectionSource source)
            throws StartupException, InterruptedException {
        schema.warnOfUntold(sources);
        return Optional.of(schema.engine().perform(SchemaEngine.Task.RUN, source));
    }

    @Override
    public void report(SchemaStart schema, SchemaEngine.Result result, Duration elapsed) {
        // The log contains the result.
    }

    @Override
    public int successCode() {
        return 0;
    }
}
