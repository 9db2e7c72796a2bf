package io.automigrate.outcome;

import io.automigrate.text.JsonWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * The outcome for Prometheus, in its text format 0.0.4, which the textfile collector of node_exporter reads as well. All are gauges:
 * each start begins anew.
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
        head("auto_migrate_state", "How far the start is: 1 for the state it is in.");
        for (Phase phase : Phase.values()) {
            sample("auto_migrate_state", phase == outcome.phase() ? "1" : "0", "state", phase.word());
        }
        head("auto_migrate_start_timestamp_seconds", "When the start began.");
        sample("auto_migrate_start_timestamp_seconds", seconds(outcome.started()));
        head("auto_migrate_duration_seconds", "How long the start has taken, with all waiting.");
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
        head("auto_migrate_end_timestamp_seconds", "When the start was over.");
        sample("auto_migrate_end_timestamp_seconds", seconds(outcome.taken()));
        head(
                "auto_migrate_success",
                "1 when the schema is what the scripts ask for, or a command like info is done, otherwise 0.");
        boolean succeeded = outcome.verdict().orElseThrow() == Verdict.SUCCEEDED;
        sample("auto_migrate_success", succeeded ? "1" : "0");
        if (outcome.exitCode().isPresent()) {
            head("auto_migrate_exit_code", "What the process ends with; 0 when the application starts.");
            sample("auto_migrate_exit_code", Integer.toString(outcome.exitCode().getAsInt()));
        }
    }

    private void databases() {
        head("auto_migrate_schema_info", "The schema and its version now; empty when it has none.");
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
                "How long the database was waited for.",
                database -> seconds(database, Phase.WAITING, database.waits().database()));
        each(
                "auto_migrate_lock_wait_seconds",
                "How long other processes that migrate were waited for.",
                database -> seconds(database, Phase.LOCKED, database.waits().lock()));
        each(
                "auto_migrate_migrations_pending",
                "How many migrations there were to apply.",
                database -> Integer.toString(database.pending()));
        each(
                "auto_migrate_migrations_applied",
                "How many migrations have been applied.",
                database -> Integer.toString(database.applied()));
        each(
                "auto_migrate_migrations_seconds",
                "How long the migrations took together.",
                database -> JsonWriter.seconds(taken(database)));
    }

    private void each(String name, String help, Function<DatabaseOutcome, String> value) {
        head(name, help);
        for (DatabaseOutcome database : outcome.databases()) {
            sample(name, value.apply(database), "database", database.name());
        }
    }

    /** A wait that goes on counts, too. */
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
