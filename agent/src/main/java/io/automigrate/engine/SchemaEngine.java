package io.automigrate.engine;

import io.automigrate.report.StartupException;
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
     */
    record Result(String schema, int applied, Optional<String> version) {}

    /**
     * Does what {@code AUTO_MIGRATE_MODE} says.
     *
     * @param source where connections come from; every one that is taken is closed again
     * @throws StartupException when the schema is not what the scripts ask for, for whatever reason
     * @throws InterruptedException when this thread was interrupted; nothing goes on behind it
     */
    Result run(DataSource source) throws StartupException, InterruptedException;
}
