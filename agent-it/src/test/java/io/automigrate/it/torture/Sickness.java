package io.automigrate.it.torture;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.DatabaseServer;
import io.automigrate.it.database.FreshDatabase;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What may befall a server. */
enum Sickness {
    KILLED(Set.of(0, 69, 70)) {
        @Override
        void begin(Database kind, DatabaseServer server, FreshDatabase database) {
            server.crash();
        }

        @Override
        void end(Database kind, DatabaseServer server, FreshDatabase database) {
            server.restart();
        }
    },
    FROZEN(Set.of(0, 69, 70, 75)) {
        @Override
        void begin(Database kind, DatabaseServer server, FreshDatabase database) {
            server.freeze();
        }

        @Override
        void end(Database kind, DatabaseServer server, FreshDatabase database) {
            server.thaw();
        }
    },
    READ_ONLY(Set.of(0, 77)) {
        @Override
        void begin(Database kind, DatabaseServer server, FreshDatabase database) {
            server.administer(
                    kind == Database.MARIADB
                            ? "SET GLOBAL read_only = 1"
                            : "ALTER DATABASE " + database.user() + " SET default_transaction_read_only = on");
        }

        @Override
        void end(Database kind, DatabaseServer server, FreshDatabase database) {
            server.administer(
                    kind == Database.MARIADB
                            ? "SET GLOBAL read_only = 0"
                            : "ALTER DATABASE " + database.user() + " RESET default_transaction_read_only");
        }
    },
    WITHOUT_CONNECTIONS(Set.of(0, 69)) {
        @Override
        void begin(Database kind, DatabaseServer server, FreshDatabase database) {
            server.administer(limit(kind, database, 1));
        }

        @Override
        void end(Database kind, DatabaseServer server, FreshDatabase database) {
            server.administer(limit(kind, database, 100));
        }
    },
    FULL(Set.of(0, 70)) {
        @Override
        void begin(Database kind, DatabaseServer server, FreshDatabase database)
                throws IOException, InterruptedException {
            if (kind == Database.MARIADB) {
                limitTables(server, 16_384);
            } else {
                limitFiles(server, "24000000:");
            }
        }

        @Override
        void end(Database kind, DatabaseServer server, FreshDatabase database)
                throws IOException, InterruptedException {
            if (kind == Database.MARIADB) {
                limitTables(server, 256_000_000);
            } else {
                limitFiles(server, "unlimited:");
            }
        }
    };

    private final Set<Integer> exitCodes;

    Sickness(Set<Integer> exitCodes) {
        this.exitCodes = exitCodes;
    }

    /** Returns the exit codes with which a start may end. */
    Set<Integer> exitCodes() {
        return exitCodes;
    }

    /** Returns whether a start has to wait for its time limits; a busy machine would reach short ones with a healthy server, too. */
    boolean isSilence() {
        return this == KILLED || this == FROZEN;
    }

    abstract void begin(Database kind, DatabaseServer server, FreshDatabase database)
            throws IOException, InterruptedException;

    abstract void end(Database kind, DatabaseServer server, FreshDatabase database)
            throws IOException, InterruptedException;

    private static String limit(Database kind, FreshDatabase database, int connections) {
        return kind == Database.MARIADB
                ? "ALTER USER '" + database.user() + "'@'%' WITH MAX_USER_CONNECTIONS " + connections
                : "ALTER ROLE " + database.user() + " CONNECTION LIMIT " + connections;
    }

    /** Limits the tables in memory, which are then as full as others are on a full disk: InnoDB itself ends when it is full. */
    private static void limitTables(DatabaseServer server, int bytes) {
        server.administer("SET GLOBAL max_heap_table_size = " + bytes);
    }

    /** No file of the server grows beyond this size; connections of PostgreSQL that are open already have no limit. */
    private static void limitFiles(DatabaseServer server, String size) throws IOException, InterruptedException {
        int result = new ProcessBuilder(List.of("prlimit", "--pid", Long.toString(server.pid()), "--fsize=" + size))
                .inheritIO()
                .start()
                .waitFor();
        if (result != 0) {
            throw new IllegalStateException("prlimit ended with " + result);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
