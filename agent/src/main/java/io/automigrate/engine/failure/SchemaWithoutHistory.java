package io.automigrate.engine.failure;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.text.NameList;
import java.util.Optional;
import javax.sql.DataSource;

/** The failure for a schema that contains tables and no history. */
public final class SchemaWithoutHistory {
    private static final int SHOWN = 10;

    private SchemaWithoutHistory() {}

    /** Returns the failure, with the version that the tables look like. */
    public static Failure failure(FailedRun run) {
        DataSource source = run.flyway().getConfiguration().getDataSource();
        Optional<OldHistory> old =
                OldHistory.find(source, run.schema(), run.settings().history());
        if (old.isPresent()) {
            return old.get().failure(run.schema());
        }
        LikelyVersion likely = LikelyVersion.of(run);
        Failure failure = Failure.of(
                ExitCode.SCHEMA_MISMATCH,
                "Schema \"" + run.schema() + "\" is not empty and has no history table \""
                        + run.settings().history().table() + "\"");
        return describe(withTables(failure, run), likely);
    }

    /** Returns the failure for a schema whose tables are not exactly those of one version. */
    public static Failure notExact(FailedRun run, LikelyVersion likely) {
        String table = run.settings().history().table();
        Failure failure = Failure.of(
                ExitCode.SCHEMA_MISMATCH,
                "Schema \"" + run.schema() + "\" has no history table \"" + table + "\", and its tables are "
                        + (likely.exact().isEmpty()
                                ? "not exactly those of any version"
                                : "those of " + likely.exact().size() + " versions alike"));
        if (!likely.exact().isEmpty()) {
            failure = failure.with(
                    "versions",
                    NameList.of(likely.exact(), SHOWN)
                            + ": the scripts between them change no table, so that nothing shows which of them have run");
        } else if (likely.nearest().isPresent()) {
            failure = failure.with(
                    "difference",
                    "from version " + likely.nearest().get() + ": " + NameList.of(likely.differences(), SHOWN));
        }
        return describe(withTables(failure, run), likely);
    }

    private static Failure withTables(Failure failure, FailedRun run) {
        DataSource source = run.flyway().getConfiguration().getDataSource();
        ExistingTables existing = new ExistingTables(run.settings());
        String tables = existing.in(source, run.schema());
        String histories = existing.histories(source, run.schema());
        Failure described = tables.isEmpty() ? failure : failure.with("tables", tables);
        return histories.isEmpty()
                ? described
                : described.with(
                        "history", histories + ": a history of Flyway; AUTO_MIGRATE_TABLE names the one to use");
    }

    private static Failure describe(Failure failure, LikelyVersion likely) {
        Optional<String> version = likely.containing();
        String unseen = NameList.of(likely.unseen(), SHOWN);
        return version.map(v -> failure.with(
                        "looks like",
                        "version " + v + ": all tables and columns exist that the scripts up to it make"
                                + (unseen.isEmpty()
                                        ? ""
                                        : "; nothing shows whether " + unseen
                                                + " ran as well, because such a script changes no table")))
                .orElse(failure)
                .with("state", "nothing was changed")
                .remedy("one of these is the case:\n"
                        + "- the URL or the schema is wrong: correct AUTO_MIGRATE_URL, AUTO_MIGRATE_SCHEMAS or"
                        + " AUTO_MIGRATE_TABLE\n"
                        + "- the tables are what the scripts up to some version make: AUTO_MIGRATE_BASELINE_ON_MIGRATE=true with"
                        + " AUTO_MIGRATE_BASELINE_VERSION=" + version.orElse("<that version>")
                        + (unseen.isEmpty() ? "" : " (or " + unseen + ", whichever ran last)")
                        + " stamps the schema and applies what is newer;"
                        + " AUTO_MIGRATE_BASELINE_VERSION=latest applies nothing\n"
                        + "- the tables have nothing to do with the scripts: AUTO_MIGRATE_BASELINE_ON_MIGRATE=true with"
                        + " AUTO_MIGRATE_BASELINE_VERSION=0 applies all of them");
    }
}
