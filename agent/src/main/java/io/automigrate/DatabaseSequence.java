package io.automigrate;

import io.automigrate.failure.Failure;
import io.automigrate.failure.OnFailure;
import io.automigrate.log.MigrationLog;
import io.automigrate.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * The databases of a start and the progress of the start. The start prepares one database after the other, and the first failure leaves
 * the remaining databases untouched. Safe for use by several threads: a thread that ends the JVM asks for the progress.
 */
final class DatabaseSequence {
    private final List<Settings> remaining;
    private final List<String> done = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    DatabaseSequence(List<Settings> databases) {
        remaining = new ArrayList<>(databases);
    }

    /** Returns a copy of the databases that are neither done nor failed, in their order. */
    synchronized List<Settings> remaining() {
        return List.copyOf(remaining);
    }

    synchronized boolean isOver() {
        return remaining.isEmpty();
    }

    /** Returns the log for one of the databases. The log names the database when there are several. */
    static MigrationLog log(Settings database, MigrationLog log) {
        return database.database().isEmpty() ? log : log.about(database.database());
    }

    synchronized void succeeded(Settings database) {
        remove(database);
        done.add(database.database());
    }

    /** Returns the failure of one of the databases, with the state of the others. */
    synchronized Failure failed(Settings database, Failure failure) {
        remove(database);
        Failure complete = progress()
                .addTo(failure, "done", database.onFailure() == OnFailure.START_ANYWAY ? "next" : "untouched");
        failed.add(database.database());
        return complete;
    }

    /** Returns which databases are done, failed and untouched, as text for messages; empty before the first database. */
    synchronized String soFar() {
        return done.isEmpty() && failed.isEmpty() ? "" : progress().toString();
    }

    private Progress progress() {
        List<String> left = new ArrayList<>(remaining.size());
        for (Settings database : remaining) {
            left.add(database.database());
        }
        return new Progress(done, failed, left);
    }

    /**
     * Compares by identity, because invokedynamic makes the equals method of a record: this takes 20 ms and keeps the class loader alive.
     */
    private void remove(Settings database) {
        for (int i = 0; i < remaining.size(); i++) {
            if (remaining.get(i) == database) {
                remaining.remove(i);
                return;
            }
        }
    }
}
