package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;

import example.Hello;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.MariaDbServer;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.net.FreePort;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The ways to fail: what the process ends with, and expressions that the lines of its block match. */
enum FailingStart {
    SCRIPT_WAS_CHANGED(65, "create person", "was changed after", "AUTO_MIGRATE_COMMAND=repair") {
        @Override
        ChildJvm prepare(Path folder) {
            FreshDatabase database = migrated(Database.H2_FILE, Scripts.person(), folder, 0);
            Scripts changed = Scripts.person().versioned("1", "create person", "CREATE TABLE person (id INT);");
            return UnderAgent.start(UnderAgent.hello(Database.H2_FILE, changed), database, folder);
        }
    },
    SCRIPT_IS_MISSING(65, "insert ada", "missing") {
        @Override
        ChildJvm prepare(Path folder) {
            FreshDatabase database = migrated(Database.H2_FILE, Scripts.person(), folder, 0);
            Scripts others = Scripts.person().without("V2").versioned("3", "drop person", "DROP TABLE person;");
            return UnderAgent.start(UnderAgent.hello(Database.H2_FILE, others), database, folder);
        }
    },
    HISTORY_SAYS_FAILED(65, "broken", "failed", "remove the mark with DELETE FROM") {
        @Override
        ChildJvm prepare(Path folder) {
            FreshDatabase database = migrated(Database.MARIADB, BROKEN, folder, 70);
            return UnderAgent.start(UnderAgent.hello(Database.MARIADB, BROKEN), database, folder);
        }
    },
    TABLES_BUT_NO_HISTORY_ON_H2(65, "not empty", "flyway_schema_history", "baseline") {
        @Override
        ChildJvm prepare(Path folder) {
            return tablesButNoHistory(Database.H2_FILE, folder);
        }
    },
    TABLES_BUT_NO_HISTORY_ON_POSTGRES(65, "\"public\" is not empty", "flyway_schema_history", "baseline") {
        @Override
        ChildJvm prepare(Path folder) {
            return tablesButNoHistory(Database.POSTGRESQL, folder);
        }
    },
    NOBODY_LISTENS(69, "refused", "127\\.0\\.0\\.1", "AUTO_MIGRATE_WAIT_TIMEOUT") {
        @Override
        ChildJvm prepare(Path folder) {
            return UnderAgent.start(
                            UnderAgent.hello(Database.POSTGRESQL, Scripts.person()), nobody("postgresql"), folder)
                    .environment("AUTO_MIGRATE_WAIT_TIMEOUT", "3s");
        }
    },
    BROKEN_SCRIPT_ON_H2(
            70, "V2__broken\\.sql, line 4", "INSERT INTO nowhere", "SQLState 42S0[24]", "NOWHERE", "half applied") {
        @Override
        ChildJvm prepare(Path folder) {
            return start(Database.H2_FILE, BROKEN, folder);
        }
    },
    BROKEN_SCRIPT_ON_SQLITE(
            70, "V2__broken\\.sql, line 4", "INSERT INTO nowhere", "no such table: nowhere", "rolled back.*version 1") {
        @Override
        ChildJvm prepare(Path folder) {
            return start(Database.SQLITE, BROKEN, folder);
        }
    },
    BROKEN_SCRIPT_ON_POSTGRES(
            70,
            "V2__broken\\.sql, line 4",
            "INSERT INTO nowhere",
            "SQLState 42P01",
            "relation \"nowhere\" does not exist",
            "rolled back.*version 1") {
        @Override
        ChildJvm prepare(Path folder) {
            return start(Database.POSTGRESQL, BROKEN, folder);
        }
    },
    BROKEN_SCRIPT_ON_MARIADB(
            70,
            "V2__broken\\.sql, line 4",
            "INSERT INTO nowhere",
            "SQLState 42S02",
            "nowhere' doesn't exist",
            "half applied.*version 1",
            "DELETE FROM .*`flyway_schema_history` WHERE `success` = 0") {
        @Override
        ChildJvm prepare(Path folder) {
            return start(Database.MARIADB, BROKEN, folder);
        }
    },
    NO_RIGHT_TO_CREATE_ON_POSTGRES(77, "permission denied for schema public", "42501", "AUTO_MIGRATE_USER") {
        @Override
        ChildJvm prepare(Path folder) {
            FreshDatabase reader = reader(Database.POSTGRESQL.create(folder));
            PostgresServer.shared().administer("CREATE ROLE " + reader.user() + " LOGIN PASSWORD 'reader'");
            return UnderAgent.start(UnderAgent.hello(Database.POSTGRESQL, Scripts.person()), reader, folder);
        }
    },
    NO_RIGHT_TO_CREATE_ON_MARIADB(77, "CREATE command denied", "AUTO_MIGRATE_USER") {
        @Override
        ChildJvm prepare(Path folder) {
            FreshDatabase database = Database.MARIADB.create(folder);
            FreshDatabase reader = reader(database);
            MariaDbServer.shared()
                    .administer(
                            "CREATE USER '" + reader.user() + "'@'%' IDENTIFIED BY 'reader'",
                            "GRANT SELECT ON " + database.user() + ".* TO '" + reader.user() + "'@'%'");
            return UnderAgent.start(UnderAgent.hello(Database.MARIADB, Scripts.person()), reader, folder);
        }
    },
    NO_DRIVER(78, "driver", "org\\.mariadb\\.jdbc:mariadb-java-client") {
        @Override
        ChildJvm prepare(Path folder) {
            return UnderAgent.start(Application.of(Hello.class).with(Scripts.person()), nobody("mariadb"), folder);
        }
    },
    NO_SCRIPTS(78, "classpath:db/migration", "app/classes", "AUTO_MIGRATE_LOCATIONS") {
        @Override
        ChildJvm prepare(Path folder) {
            return start(Database.H2_FILE, Scripts.none(), folder);
        }
    },
    WRONG_SETTING(78, "AUTO_MIGRATE_CONNECT_TIMEOUT=.?soon", "30s") {
        @Override
        ChildJvm prepare(Path folder) {
            return start(Database.H2_FILE, Scripts.person(), folder)
                    .environment("AUTO_MIGRATE_CONNECT_TIMEOUT", "soon");
        }
    },
    PLACEHOLDER_WITHOUT_A_VALUE(78, "tableName", "AUTO_MIGRATE_PLACEHOLDERS_") {
        @Override
        ChildJvm prepare(Path folder) {
            Scripts scripts = Scripts.person().versioned("3", "placeholder", "CREATE TABLE ${tableName} (id INT);");
            return start(Database.H2_FILE, scripts, folder);
        }
    };

    /** A first script that is fine and a second one whose second statement is not. */
    static final Scripts BROKEN = Scripts.person().without("V2").versioned("2", "broken", """
                    -- the first statement is fine
                    CREATE TABLE half (id INT);

                    INSERT INTO nowhere (id)
                    VALUES (1);
                    """);

    private final int exitCode;
    private final List<String> words;

    FailingStart(int exitCode, String... words) {
        this.exitCode = exitCode;
        this.words = List.of(words);
    }

    int exitCode() {
        return exitCode;
    }

    List<String> words() {
        return words;
    }

    /** Brings a database into a state, and returns how to start what must fail there. */
    abstract ChildJvm prepare(Path folder);

    private static ChildJvm start(Database kind, Scripts scripts, Path folder) {
        return UnderAgent.start(UnderAgent.hello(kind, scripts), kind.create(folder), folder);
    }

    private static FreshDatabase migrated(Database kind, Scripts scripts, Path folder, int exitCode) {
        FreshDatabase database = kind.create(folder);
        assertThat(UnderAgent.start(UnderAgent.hello(kind, scripts), database, folder)
                        .run())
                .endedWith(exitCode);
        return database;
    }

    private static ChildJvm tablesButNoHistory(Database kind, Path folder) {
        FreshDatabase database = kind.create(folder).execute("CREATE TABLE grown (id INT)");
        return UnderAgent.start(UnderAgent.hello(kind, Scripts.person()), database, folder);
    }

    private static FreshDatabase nobody(String subprotocol) {
        return new FreshDatabase("jdbc:" + subprotocol + "://127.0.0.1:" + FreePort.pick() + "/shop", "x", "pa55word");
    }

    private static FreshDatabase reader(FreshDatabase database) {
        return new FreshDatabase(database.url(), database.user() + "_reader", "reader");
    }

    @Override
    public String toString() {
        return exitCode + ": " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
