package io.automigrate.outcome;

import io.automigrate.text.JsonWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * The outcome in the text format 0.0.4 of Prometheus, which the textfile collector of node_exporter reads as well. All metrics are gauges,
 * because each start begins at zero.
 */
final class PrometheusText {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Outcome outcome;
    private final StringBuilder text = new StringBuilder(2048);

    private PrometheusText(Outcome outcome) {
        this.outcome = outcome;
    }

    static String of(Outcome outcome) {
        return new PrometheusText(outcome).write();
    }

    private String write() {
        Outcome.ProcessFacts process = outcome.process();
        head("auto_migrate_info", "The agent and what it does before main.");
        sample("auto_migrate_info", "1", "version", process.agentVersion(), "mode", process.mode());
        head("auto_migrate_state", "The state of the start: 1 for the current state, 0 for the others.");
        for (Phase phase : Phase.values()) {
            sample("auto_migrate_state", phase == outcome.phase() ? "1" : "0", "state", phase.word());
        }
        head("auto_migrate_start_timestamp_seconds", "The time when the start began.");
        sample("auto_migrate_start_timestamp_seconds", seconds(outcome.started()));
        head("auto_migrate_duration_seconds", "The duration of the start, with all waiting.");
        sample("auto_migrate_duration_seconds", JsonWriter.seconds(outcome.elapsed()));
        if (outcome.isOver()) {
            end();
        }
        if (!outcome.databases().isEmpty()) {
            databases();
        }
        return text.toString();
    }

    private void end() {
        head("auto_migrate_end_timestamp_seconds", "The time when the start ended.");
        sample("auto_migrate_end_timestamp_seconds", seconds(outcome.taken()));
        head(
                "auto_migrate_success",
                "1 when the schema is at the version of the scripts, or when a command like info has succeeded, otherwise 0.");
        boolean succeeded = outcome.verdict().orElseThrow() == Verdict.SUCCEEDED;
        sample("auto_migrate_success", succeeded ? "1" : "0");
        if (outcome.exitCode().isPresent()) {
            head("auto_migrate_exit_code", "The exit code of the process; 0 when the application starts.");
            sample("auto_migrate_exit_code", Integer.toString(outcome.exitCode().getAsInt()));
        }
    }

    private void databases() {
        head(
                "auto_migrate_schema_info",
                "The schema and its current version; the version is empty when the schema has none.");
        for (DatabaseOutcome database : outcome.databases()) {
            sample(
                    "auto_migrate_schema_info",
                    "1",
                    "database",
                    database.name(),
                    "schema",
                    database.schema(),
                    "version",
                    database.after().orElse(""));
        }
        each(
                "auto_migrate_database_wait_seconds",
                "The time spent waiting for the database.",
                database -> seconds(database, Phase.WAITING, database.waits().database()));
        each(
                "auto_migrate_lock_wait_seconds",
                "The time spent waiting for other processes that migrate.",
                database -> seconds(database, Phase.LOCKED, database.waits().lock()));
        each(
                "auto_migrate_migrations_pending",
                "The number of migrations that are still to be applied.",
                database -> Integer.toString(database.remaining()));
        each(
                "auto_migrate_migrations_applied",
                "The number of migrations that this start has applied.",
                database -> Integer.toString(database.applied()));
        each(
                "auto_migrate_migrations_seconds",
                "The duration of all migrations of this start.",
                database -> JsonWriter.seconds(taken(database)));
    }

    private void each(String name, String help, Function<DatabaseOutcome, String> value) {
        head(name, help);
        for (DatabaseOutcome database : outcome.databases()) {
            sample(name, value.apply(database), "database", database.name());
        }
    }

    /** Returns the time of the waits that have ended and of the wait that goes on. */
    private static String seconds(DatabaseOutcome database, Phase phase, Duration before) {
        Duration now =
                database.phase() == phase ? database.waiting().orElseThrow().elapsed() : Duration.ZERO;
        return JsonWriter.seconds(before.plus(now));
    }

    private static Duration taken(DatabaseOutcome database) {
        Duration taken =
                database.running().map(DatabaseOutcome.Running::elapsed).orElse(Duration.ZERO);
        for (DatabaseOutcome.Migration migration : database.migrations()) {
            taken = taken.plus(migration.duration());
        }
        return taken;
    }

    private static String seconds(Instant instant) {
        return JsonWriter.seconds(Duration.ofMillis(instant.toEpochMilli()));
    }

    private void head(String name, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
    }

    private void sample(String name, String value, String... labels) {
        text.append(name);
        for (int i = 0; i < labels.length; i += 2) {
            text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
            escape(labels[i + 1]);
            text.append('"');
        }
        text.append(labels.length == 0 ? " " : "} ").append(value).append('\n');
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '"' -> text.append("\\\"");
                case '\n' -> text.append("\\n");
                default -> text.append(c);
            }
        }
    }
}
