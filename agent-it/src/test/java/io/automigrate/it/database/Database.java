package io.automigrate.it.database;

import io.automigrate.it.app.Library;
import java.nio.file.Path;

/** The databases that the applications of the tests use. */
public enum Database {
    H2_FILE(Library.H2) {
        @Override
        public FreshDatabase create(Path folder) {
            return new FreshDatabase("jdbc:h2:file:" + folder.resolve("shop"), "sa", "shop's pa55word");
        }
    },
    H2_SERVER(Library.H2) {
        @Override
        public FreshDatabase create(Path folder) {
            return H2Server.create();
        }
    },
    SQLITE(Library.SQLITE) {
        @Override
        public FreshDatabase create(Path folder) {
            return new FreshDatabase("jdbc:sqlite:" + folder.resolve("shop.sqlite"), "", "");
        }
    },
    POSTGRESQL(Library.POSTGRESQL) {
        @Override
        public FreshDatabase create(Path folder) {
            return PostgresServer.shared().create();
        }
    },
    MARIADB(Library.MARIADB) {
        @Override
        public FreshDatabase create(Path folder) {
            return MariaDbServer.shared().create();
        }
    };

    private final Library driver;

    Database(Library driver) {
        this.driver = driver;
    }

    /** Returns the jar of its driver. */
    public Library driver() {
        return driver;
    }

    /** Makes an empty database; one that is a file comes into this folder. */
    public abstract FreshDatabase create(Path folder);
}
