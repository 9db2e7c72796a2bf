package io.automigrate.outcome;

import io.automigrate.failure.Failure;
import io.automigrate.text.JsonWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The outcome as JSON, in the form that {@code docs/status.schema.json} describes. */
final class StatusJson {
    /** The version of the format. It rises when a reader of the old format could misunderstand the new one. */
    private static final int FORM = 1;

    private final JsonWriter json = new JsonWriter();

    private StatusJson() {}

    static String of(Outcome outcome) {
        StatusJson status = new StatusJson();
        status.write(outcome);
        return status.json + "\n";
    }

    private void write(Outcome outcome) {
        Outcome.ProcessFacts process = outcome.process();
        json.beginObject();
        json.name("form").value(FORM);
        json.name("text").value(outcome.text());
        json.name("state").value(outcome.phase().word());
        json.name("outcome").value(outcome.verdict().map(Verdict::word).orElse(null));
        json.name("exitCode");
        if (outcome.exitCode().isPresent()) {
            json.value(outcome.exitCode().getAsInt());
        } else {
            json.value((String) null);
        }
        json.name("applicationStarts").value(outcome.isApplicationStarting());
        json.name("mode").value(process.mode().isEmpty() ? null : process.mode());
        json.name("host").value(process.host());
        json.name("pid").value(process.pid());
        json.name("agentVersion").value(process.agentVersion());
        json.name("startedAt").value(time(outcome.started()));
        json.name("updatedAt").value(time(outcome.taken()));
        json.name("finishedAt").value(outcome.isOver() ? time(outcome.taken()) : null);
        json.name("seconds").value(outcome.elapsed());
        json.name("databases").beginArray();
        for (DatabaseOutcome database : outcome.databases()) {
            write(database);
        }
        json.endArray();
        json.name("error");
        write(outcome.failure().orElse(null));
        json.endObject();
    }

    private void write(DatabaseOutcome database) {
        json.beginObject();
        json.name("name").value(database.name());
        json.name("url").value(database.url());
        json.name("schema").value(database.schema().isEmpty() ? null : database.schema());
        json.name("state").value(database.phase().word());
        json.name("versionBefore").value(database.before().orElse(null));
        json.name("versionAfter").value(database.after().orElse(null));
        json.name("waitedForDatabaseSeconds").value(database.waits().database());
        json.name("waitedForLockSeconds").value(database.waits().lock());
        json.name("waiting");
        write(database.waiting().orElse(null));
        json.name("pending").value(database.pending());
        json.name("applied").value(database.applied());
        json.name("backup");
        write(database.backup().orElse(null));
        json.name("running");
        write(database.running().orElse(null));
        json.name("migrations").beginArray();
        for (DatabaseOutcome.Migration migration : database.migrations()) {
            json.beginObject();
            json.name("script").value(migration.script());
            json.name("state").value(migration.applied() ? "applied" : "failed");
            json.name("seconds").value(migration.duration());
            json.endObject();
        }
        json.endArray();
        json.name("error");
        write(database.failure().orElse(null));
        json.endObject();
    }

    private void write(DatabaseOutcome.Waiting waiting) {
        if (waiting == null) {
            json.value((String) null);
            return;
        }
        json.beginObject();
        json.name("reason").value(waiting.reason());
        json.name("seconds").value(waiting.elapsed());
        json.name("limitSeconds").value(waiting.limit());
        json.endObject();
    }

    private void write(DatabaseOutcome.Backup backup) {
        if (backup == null) {
            json.value((String) null);
            return;
        }
        json.beginObject();
        json.name("place").value(backup.place());
        json.name("seconds").value(backup.duration());
        json.endObject();
    }

    private void write(DatabaseOutcome.Running running) {
        if (running == null) {
            json.value((String) null);
            return;
        }
        json.beginObject();
        json.name("script").value(running.script());
        json.name("number").value(running.number());
        json.name("total").value(running.total());
        json.name("seconds").value(running.elapsed());
        json.name("statement").value(running.statement());
        json.name("line").value(running.line());
        json.name("detail").value(running.detail());
        json.endObject();
    }

    private void write(Failure failure) {
        if (failure == null) {
            json.value((String) null);
            return;
        }
        Failure.Origin origin = failure.origin();
        String remedy = failure.detail("remedy");
        json.beginObject();
        json.name("exitCode").value(failure.exitCode().code());
        json.name("headline").value(failure.headline());
        json.name("sqlState").value(origin.sqlState().isEmpty() ? null : origin.sqlState());
        json.name("script").value(origin.script().isEmpty() ? null : origin.script());
        json.name("line").value(origin.line());
        json.name("remedy").value(remedy.isEmpty() ? null : remedy);
        json.name("details").beginArray();
        for (Failure.Detail detail : failure.details()) {
            json.beginObject();
            json.name("label").value(detail.label());
            json.name("text").value(detail.text());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
