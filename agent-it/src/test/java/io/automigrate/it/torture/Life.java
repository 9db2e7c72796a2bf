package io.automigrate.it.torture;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.ClientPrograms;
import io.automigrate.it.database.Database;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a start has to do. */
enum Life {
    MIGRATE(
            0,
            "Migrating ",
            "Applying 1 of",
            "Applying 2 of",
            "Applying 3 of",
            "Applying 4 of",
            "Applying 5 of",
            "Applying 6 of"),
    UPGRADE(2, "Applying 1 of", "Applying 2 of", "Applying 3 of", "Applying 4 of"),
    SEED(0, "Applying 6 of", "6 applied", "[seed] Applying 1 of", "[seed] Applying 2 of", "Initial data is complete") {
        @Override
        Map<String, String> settings(Database kind, Path folder) {
            return Map.of("AUTO_MIGRATE_SEED_LOCATIONS", "classpath:db/seed");
        }
    },
    BACKUP(2, "Backing up to", "Backup is complete", "Applying 1 of") {
        @Override
        Map<String, String> settings(Database kind, Path folder) {
            Map<String, String> settings = new LinkedHashMap<>();
            switch (kind) {
                case MARIADB -> settings.putAll(ClientPrograms.mariaDb().environment());
                case POSTGRESQL ->
                    ClientPrograms.postgres().ifPresent(programs -> settings.putAll(programs.environment()));
                default -> settings.put("PATH", "/usr/bin:/bin");
            }
            boolean isCommand = kind == Database.POSTGRESQL && settings.isEmpty();
            settings.put(
                    "AUTO_MIGRATE_BACKUP",
                    isCommand ? "command:sleep 0.1" : backups(folder).toString());
            return settings;
        }
    },
    ROLLBACK(5, "Undoing 1 of", "Undoing 2 of", "Undoing 3 of") {
        @Override
        Map<String, String> settings(Database kind, Path folder) {
            return Map.of("AUTO_MIGRATE_COMMAND", "rollback", "AUTO_MIGRATE_TARGET", "2");
        }
    },
    WAIT(2, "Waiting for") {
        @Override
        Map<String, String> settings(Database kind, Path folder) {
            return Map.of("AUTO_MIGRATE_MODE", "wait", "AUTO_MIGRATE_LOCK_TIMEOUT", "2s");
        }
    };

    private final int before;
    private final List<String> lines;

    Life(int before, String... lines) {
        this.before = before;
        this.lines = List.of(lines);
    }

    /** Returns the version of the schema before the start. */
    int before() {
        return before;
    }

    /** Returns the lines close behind which it is ended. */
    List<String> lines() {
        return lines;
    }

    /** Returns the settings besides those of the database. */
    Map<String, String> settings(Database kind, Path folder) {
        return Map.of();
    }

    /** Returns the settings of the start that mends what the ended one left: nobody waits any more. */
    Map<String, String> settingsAfter(Database kind, Path folder) {
        return this == WAIT ? Map.of() : settings(kind, folder);
    }

    static Path backups(Path folder) {
        return folder.resolve("backups");
    }

    /** Returns the files of the application. */
    static Scripts files(Database kind) {
        Scripts scripts = TortureScript.undoScripts(kind, TortureScript.files(Scripts.none(), TortureScript.all(kind)));
        return scripts.with(TortureScript.files(Scripts.none().in("db/seed"), TortureScript.seeds(kind)));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
