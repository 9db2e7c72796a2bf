package io.automigrate.it.torture;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.MariaDbServer;
import io.automigrate.it.database.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What an ended start may have left: sessions and locks on the server, processes, files. */
final class Residue {
    /** PostgreSQL 14 and newer look after a client every ten seconds. */
    private static final long PATIENCE_MILLIS = 15_000;

    private static final int STEP_MILLIS = 10;

    private Residue() {}

    /** Returns the sessions and locks that are still there when their time is over. */
    static List<String> sessions(Database kind, FreshDatabase database) throws InterruptedException {
        String query =
                switch (kind) {
                    case POSTGRESQL ->
                        "SELECT 'session ' || pid || ', ' || state || ': ' || query FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND pid <> pg_backend_pid() UNION ALL"
                                + " SELECT 'advisory lock of ' || pid FROM pg_locks WHERE locktype = 'advisory'"
                                + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
                    case MARIADB ->
                        "SELECT CONCAT('session ', ID, ', ', COMMAND, ': ', COALESCE(INFO, '')) FROM"
                                + " information_schema.PROCESSLIST WHERE DB = DATABASE() AND ID <> CONNECTION_ID()";
                    case H2_SERVER ->
                        "SELECT 'session ' || SESSION_ID FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID <> SESSION_ID()";
                    default -> "";
                };
        return query.isEmpty() ? List.of() : poll(database, query);
    }

    private static List<String> poll(FreshDatabase database, String query) throws InterruptedException {
        List<String> left = database.query(query);
        for (long waited = 0; !left.isEmpty() && waited < PATIENCE_MILLIS; waited += STEP_MILLIS) {
            Thread.sleep(STEP_MILLIS);
            left = database.query(query);
        }
        return left;
    }

    /** Returns the processes that are still there when their time is over. */
    static List<String> processes(List<ProcessHandle> started) throws InterruptedException {
        for (long waited = 0; isAnyAlive(started) && waited < PATIENCE_MILLIS; waited += STEP_MILLIS) {
            Thread.sleep(STEP_MILLIS);
        }
        return started.stream()
                .filter(ProcessHandle::isAlive)
                .map(process -> "process " + process.pid() + " "
                        + process.info().commandLine().orElse(""))
                .toList();
    }

    private static boolean isAnyAlive(List<ProcessHandle> processes) {
        return processes.stream().anyMatch(ProcessHandle::isAlive);
    }

    /** Returns the unfinished and temporary files below a folder. */
    static List<String> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        List<String> left = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".part") || name.endsWith(".tmp") || name.endsWith("-journal")) {
                    left.add("file " + folder.relativize(file));
                }
            }
        }
        return left;
    }

    /** Drops the database, where it takes room of a server. */
    static void drop(Database kind, FreshDatabase database) {
        if (kind == Database.POSTGRESQL) {
            PostgresServer.shared().administer("DROP DATABASE " + database.user() + " WITH (FORCE)");
        } else if (kind == Database.MARIADB) {
            MariaDbServer.shared().administer("DROP DATABASE " + database.user());
        }
    }
}
