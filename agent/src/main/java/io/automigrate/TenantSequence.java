package io.automigrate;

import io.automigrate.database.ConnectionSource;
import io.automigrate.database.DatabaseGate;
import io.automigrate.database.ReadyDatabase;
import io.automigrate.engine.SchemaEngine;
import io.automigrate.engine.TenantQuery;
import io.automigrate.failure.Failure;
import io.automigrate.failure.OnFailure;
import io.automigrate.failure.StartupException;
import io.automigrate.log.FailureBlock;
import io.automigrate.log.MigrationLog;
import io.automigrate.migration.history.UpToDateCheck;
import io.automigrate.settings.Settings;
import io.automigrate.text.Elapsed;
import io.automigrate.text.NameList;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tenants of one database, each a schema with a history. The start first checks all tenants over one connection, many of them with
 * one statement. Then it migrates the tenants that are not up to date, one after the other, and the first failure leaves the remaining
 * tenants untouched.
 */
final class TenantSequence {
    /** The server keeps a lock on each table and its indexes until the statement ends, and has room for a few thousand locks. */
    private static final int AT_ONCE = 100;

    private final SchemaStart database;
    private final Settings settings;
    private final StartAction action;
    private final MigrationLog log;
    private final Map<String, SchemaEngine.Result> upToDate = new LinkedHashMap<>();
    private final Map<String, SchemaStart> schemas = new HashMap<>();
    private final List<String> migrated = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private int all;

    /**
     * @param database the database as a whole, with {@link Settings#tenants()}
     */
    TenantSequence(SchemaStart database, StartAction action) {
        this.database = database;
        this.settings = database.settings();
        this.action = action;
        this.log = database.log();
    }

    /**
     * Waits for the database and prepares the schemas of all tenants.
     *
     * @param waiting how long the database is waited for
     * @throws StartupException the first failure, with the name of the tenant and the state of the others; when failures are tolerated
     *     and logged one by one, a summary at the end
     */
    void prepare(ConnectionSource source, Settings.Waiting waiting) throws StartupException, InterruptedException {
        long start = database.nanoTime();
        ReadyDatabase ready = new DatabaseGate(source, waiting, log).await();
        List<String> pending;
        try {
            List<String> tenants = TenantQuery.schemas(settings, ready.connection());
            if (tenants.isEmpty()) {
                log.warn("AUTO_MIGRATE_TENANTS_QUERY found no tenant, nothing is migrated");
                return;
            }
            all = tenants.size();
            pending = action.endsWhenUpToDate() ? pending(tenants, source, ready.connection()) : tenants;
        } finally {
            source.reuse(ready.connection());
        }
        for (Map.Entry<String, SchemaEngine.Result> tenant : upToDate.entrySet()) {
            schema(tenant.getKey()).seed(source, tenant.getValue());
        }
        migrate(pending, source);
        if (!action.endsWhenUpToDate()) {
            return;
        }
        log.database().done("", Optional.empty());
        log.info(all + (all == 1 ? " tenant: " : " tenants: ") + counts() + ", " + Elapsed.seconds(since(start)));
    }

    /** Returns whether nothing was applied to the schema of any tenant. */
    boolean isUntouched() {
        return migrated.isEmpty() && failed.isEmpty();
    }

    private List<String> pending(List<String> tenants, ConnectionSource source, Connection connection)
            throws StartupException, InterruptedException {
        List<String> pending = new ArrayList<>();
        for (int first = 0; first < tenants.size(); first += AT_ONCE) {
            List<String> some = tenants.subList(first, Math.min(first + AT_ONCE, tenants.size()));
            addPending(some, source, connection, pending);
        }
        return pending;
    }

    private void addPending(List<String> tenants, ConnectionSource source, Connection connection, List<String> pending)
            throws StartupException, InterruptedException {
        long begin = database.nanoTime();
        Map<String, UpToDateCheck.Answer> answers =
                tenants.size() == 1 ? Map.of() : database.answers(tenants, source, connection);
        for (String tenant : tenants) {
            SchemaStart schema = schema(tenant);
            Optional<SchemaEngine.Result> result = schema.upToDate(source, connection, answers.get(tenant));
            if (result.isEmpty()) {
                pending.add(tenant);
            } else {
                upToDate.put(tenant, result.get());
                schema.remember(result.get());
                action.report(schema, result.get(), since(begin));
            }
            begin = database.nanoTime();
        }
    }

    private void migrate(List<String> pending, ConnectionSource source) throws StartupException, InterruptedException {
        StartupException first = null;
        for (int i = 0; i < pending.size(); i++) {
            String tenant = pending.get(i);
            try {
                migrate(tenant, source);
            } catch (StartupException e) {
                Failure failure = new Failure(
                        e.failure().exitCode(),
                        "Tenant \"" + tenant + "\": " + e.failure().headline(),
                        e.failure().details(),
                        e.failure().origin());
                schema(tenant).log().database().failed(failure);
                if (settings.onFailure() != OnFailure.START_ANYWAY) {
                    throw new StartupException(
                            withOthers(failure, pending.subList(i + 1, pending.size())), e.getCause());
                }
                FailureBlock.write(failure, settings.onFailure(), log.about(tenant));
                failed.add(tenant);
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw new StartupException(Failure.of(
                            first.failure().exitCode(),
                            failed.size() + " of " + all + " tenants failed: " + NameList.of(failed, Progress.NAMES))
                    .with("tenants", counts())
                    .remedy("see the warnings above, one for each of them"));
        }
    }

    private void migrate(String tenant, ConnectionSource source) throws StartupException, InterruptedException {
        SchemaStart schema = schema(tenant);
        long begin = database.nanoTime();
        Optional<SchemaEngine.Result> performed = action.perform(schema, source);
        if (performed.isEmpty()) {
            return;
        }
        SchemaEngine.Result result = performed.get();
        schema.tell(result, since(begin), Duration.ZERO);
        action.report(schema, result, since(begin));
        if (result.applied() == 0) {
            upToDate.put(tenant, result);
        } else {
            migrated.add(tenant);
        }
        schema.seed(source, result);
    }

    private Duration since(long begin) {
        return Duration.ofNanos(database.nanoTime() - begin);
    }

    private SchemaStart schema(String tenant) {
        SchemaStart schema = schemas.get(tenant);
        if (schema == null) {
            schema = database.forTenant(tenant);
            schemas.put(tenant, schema);
        }
        return schema;
    }

    private Failure withOthers(Failure failure, List<String> untouched) {
        return new Progress(migrated, failed, untouched)
                .addTo(failure.with("tenants", "of " + all + ", before this one " + counts()), "migrated", "untouched");
    }

    private String counts() {
        return upToDate.size() + " up to date, " + migrated.size() + " migrated"
                + (failed.isEmpty() ? "" : ", " + failed.size() + " failed");
    }
}
