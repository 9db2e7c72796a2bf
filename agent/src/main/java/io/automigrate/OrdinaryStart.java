package io.automigrate;

import io.automigrate.database.ConnectionSource;
import io.automigrate.engine.SchemaEngine;
import io.automigrate.failure.StartupException;
import io.automigrate.settings.discovery.FrameworkAnswer;
import io.automigrate.settings.given.SettingSources;
import java.time.Duration;
import java.util.Optional;

/** The start of an application: {@code main} runs after the schema has the version of the scripts. */
final class OrdinaryStart implements StartAction {
    private final SettingSources sources;
    private final FrameworkAnswer answer;

    /**
     * @param sources the user's settings
     * @param answer the configuration of the application; {@code null} when the application was not asked
     */
    OrdinaryStart(SettingSources sources, FrameworkAnswer answer) {
        this.sources = sources;
        this.answer = answer;
    }

    @Override
    public boolean endsWhenUpToDate() {
        return true;
    }

    @Override
    public Optional<SchemaEngine.Result> perform(SchemaStart schema, ConnectionSource source)
            throws StartupException, InterruptedException {
        schema.warnOfUnseen(sources, answer);
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
