package io.automigrate.bench;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts in which everything is to be done, against Flyway's API in the application: an empty database for each. */
final class Pending implements Part {
    /** How the application is started with a database that has nothing in it. */
    private interface Command {
        ChildJvm on(FreshDatabase database);
    }

    private final Subject subject;
    private final boolean many;

    /** Measures thousands of scripts too, if it is told to. */
    Pending(Subject subject, boolean many) {
        this.subject = subject;
        this.many = many;
    }

    @Override
    public void measure(Results results) throws Exception {
        for (Database kind : List.of(Database.POSTGRESQL, Database.MARIADB, Database.H2_FILE)) {
            results.measure(series(kind, 10, false), 2);
        }
        results.measure(series(Database.POSTGRESQL, 100, false), 2);
        results.measure(series(Database.POSTGRESQL, 100, true), 2);
        if (many) {
            results.measure(series(Database.POSTGRESQL, 1000, false), 5);
            results.measure(series(Database.POSTGRESQL, 1000, true), 5);
            results.measure(series(Database.POSTGRESQL, 5000, false), 15);
        }
    }

    private Series series(Database kind, int count, boolean inJar) throws IOException {
        Jdk jdk = Jdk.running();
        Scripts scripts = new Scripts(count);
        Path place = inJar ? scripts.inJar(subject.folder()) : scripts.inFolder(subject.folder());
        String where = inJar ? " in a jar" : " in a folder";
        return new Series(Subject.name(kind) + ", Java " + jdk.feature() + ", " + count + " scripts" + where
                        + ", all pending")
                .add("Flyway's API in main", anew(kind, empty -> subject.migratingItself(jdk, place, empty)))
                .add(
                        "with this agent",
                        anew(kind, empty -> subject.agent(subject.application(jdk, place, empty), empty)));
    }

    private Start anew(Database kind, Command command) {
        return () -> {
            FreshDatabase database = kind.create(Files.createTempDirectory(subject.folder(), "db"));
            var measured = new Processes(command.on(database)).run();
            if (kind == Database.POSTGRESQL) {
                PostgresServer.shared().administer("DROP DATABASE " + database.user());
            }
            return measured;
        };
    }
}
