package io.automigrate;

import io.automigrate.database.ConnectionSource;
import io.automigrate.engine.SchemaEngine;
import io.automigrate.failure.StartupException;
import java.time.Duration;
import java.util.Optional;

/** The start of an application: {@code main} runs after the schema has the version of the scripts. */
final class OrdinaryStart implements StartAction {
    @Override
    public boolean endsWhenUpToDate() {
        return true;
    }

    @Override
    public Optional<SchemaEngine.Result> perform(SchemaStart schema, ConnectionSource source)
            throws StartupException, InterruptedException {
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
