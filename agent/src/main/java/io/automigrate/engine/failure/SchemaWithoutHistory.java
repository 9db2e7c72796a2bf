package io.automigrate.engine.failure;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import java.util.Optional;
import javax.sql.DataSource;

/** The failure for a schema that contains tables and no history. */
public final class SchemaWithoutHistory {
    private SchemaWithoutHistory() {}

    /** Returns the failure, with the version that the tables look like. */
    public static Failure failure(FailedRun run) {
        DataSource source = run.flyway().getConfiguration().getDataSource();
        Optional<OldHistory> old =
                OldHistory.find(source, run.schema(), run.settings().history());
        if (old.isPresent()) {
            return old.get().failure(run.schema());
        }
        Failure failure = Failure.of(
                ExitCode.SCHEMA_MISMATCH,
                "Schema \"" + run.schema() + "\" is not empty and has no history table \""
                        + run.settings().history().table() + "\"");
        String tables = new ExistingTables(run.settings()).in(source, run.schema());
        if (!tables.isEmpty()) {
            failure = failure.with("tables", tables);
        }
        Optional<String> version = LikelyVersion.of(run);
        if (version.isPresent()) {
            failure = failure.with(
                    "looks like",
                    "version " + version.get() + ": all tables and columns exist that the scripts up to it make");
        }
        return failure.with("state", "nothing was changed")
                .remedy("one of these is the case:\n"
                        + "- the URL or the schema is wrong: correct AUTO_MIGRATE_URL, AUTO_MIGRATE_SCHEMAS or"
                        + " AUTO_MIGRATE_TABLE\n"
                        + "- the tables are what the scripts up to some version make: AUTO_MIGRATE_BASELINE_ON_MIGRATE=true with"
                        + " AUTO_MIGRATE_BASELINE_VERSION=" + version.orElse("<that version>")
                        + " stamps the schema and applies what is newer;"
                        + " AUTO_MIGRATE_BASELINE_VERSION=latest applies nothing\n"
                        + "- the tables have nothing to do with the scripts: AUTO_MIGRATE_BASELINE_ON_MIGRATE=true with"
                        + " AUTO_MIGRATE_BASELINE_VERSION=0 applies all of them");
    }
}
