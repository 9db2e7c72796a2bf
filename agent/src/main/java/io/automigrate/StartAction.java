package io.automigrate;

import io.automigrate.database.ConnectionSource;
import io.automigrate.engine.SchemaEngine;
import io.automigrate.failure.StartupException;
import java.time.Duration;
import java.util.Optional;

/** The action of this process on each schema: the start of an application, or a command in place of the start. */
sealed interface StartAction permits OrdinaryStart, CommandStart {
    /** Returns whether a schema that is up to date needs nothing else. */
    boolean endsWhenUpToDate();

    /**
     * Does the work on a schema.
     *
     * @param source the database, which answers
     * @return what became of the schema; empty when the action has written a report of its own
     * @throws StartupException when the work can't be done
     */
    Optional<SchemaEngine.Result> perform(SchemaStart schema, ConnectionSource source)
            throws StartupException, InterruptedException;

    /** Writes the result for a schema that is as the scripts ask for, where somebody waits for a result. */
    void report(SchemaStart schema, SchemaEngine.Result result, Duration elapsed);

    /** Returns what {@link Startup#run} returns when all went well. */
    int successCode();
}
