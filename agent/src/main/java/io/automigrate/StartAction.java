package io.automigrate;

import io.automigrate.database.ConnectionSource;
import io.automigrate.engine.SchemaEngine;
import io.automigrate.failure.StartupException;
import java.time.Duration;
import java.util.Optional;

/** The action of this process on each schema: the start of an application, or a command in place of the start. */
sealed interface StartAction permits OrdinaryStart, CommandStart {
    /** Returns whether the action ends when the schema is up to date. */
    boolean endsWhenUpToDate();

    /**
     * Does the work on a schema.
     *
     * @param source the connections to the database, which answers
     * @return the result; empty when the action has written a report
     * @throws StartupException when the work can't be done
     */
    Optional<SchemaEngine.Result> perform(SchemaStart schema, ConnectionSource source)
            throws StartupException, InterruptedException;

    /** Writes the result of a schema that is up to date, if the action has a report. */
    void report(SchemaStart schema, SchemaEngine.Result result, Duration elapsed);

    /** Returns the result of {@link Startup#run} after a success. */
    int successCode();
}
