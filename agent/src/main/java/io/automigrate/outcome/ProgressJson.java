package io.automigrate.outcome;

import io.automigrate.text.JsonWriter;

/** The progress of a start for everyone who can reach the port: no address, no account, no statement, and no message of a database. */
final class ProgressJson {
    private ProgressJson() {}

    static String of(Outcome outcome) {
        JsonWriter json = new JsonWriter();
        json.beginObject();
        json.name("status").value("OUT_OF_SERVICE");
        json.name("state").value(outcome.phase().word());
        json.name("seconds").value(outcome.elapsed());
        json.name("databases").beginArray();
        for (DatabaseOutcome database : outcome.databases()) {
            write(database, json);
        }
        json.endArray();
        json.endObject();
        return json + "\n";
    }

    private static void write(DatabaseOutcome database, JsonWriter json) {
        json.beginObject();
        json.name("name").value(database.name());
        json.name("state").value(database.phase().word());
        json.name("version").value(database.after().orElse(null));
        json.name("pending").value(database.pending());
        json.name("applied").value(database.applied());
        if (database.waiting().isPresent()) {
            DatabaseOutcome.Waiting waiting = database.waiting().get();
            json.name("waitingSeconds").value(waiting.elapsed());
            json.name("waitingLimitSeconds").value(waiting.limit());
        }
        if (database.running().isPresent()) {
            DatabaseOutcome.Running running = database.running().get();
            json.name("script").value(running.script());
            json.name("number").value(running.number());
            json.name("total").value(running.total());
            json.name("scriptSeconds").value(running.elapsed());
        }
        json.endObject();
    }
}
