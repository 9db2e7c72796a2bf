package io.automigrate.it;

import io.automigrate.it.app.Library;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.MySqlServer.Version;
import java.util.Arrays;
import java.util.List;

/**
 * A MySQL and the driver of an application.
 *
 * @param version of the server
 * @param driver of the application
 */
record MySqlRow(Version version, Driver driver) {
    /** The driver of an application, and how it writes the URL. */
    enum Driver {
        CONNECTOR_J_8(Library.CONNECTOR_J_8, "mysql", ""),
        CONNECTOR_J_9(Library.CONNECTOR_J_9, "mysql", ""),
        MARIADB(Library.MARIADB, "mariadb", "?allowPublicKeyRetrieval=true"),
        MARIADB_WITH_THE_URL_OF_MYSQL(Library.MARIADB, "mysql", "?permitMysqlScheme=true&allowPublicKeyRetrieval=true");

        private final Library library;
        private final String word;
        private final String parameters;

        Driver(Library library, String word, String parameters) {
            this.library = library;
            this.word = word;
            this.parameters = parameters;
        }

        Library library() {
            return library;
        }

        /** Returns a database of the server as an application with this driver names it. */
        FreshDatabase urlOf(FreshDatabase database) {
            String url =
                    database.url().replaceFirst("^jdbc:mariadb", "jdbc:" + word).replaceFirst("\\?.*", "") + parameters;
            return new FreshDatabase(url, database.user(), database.password());
        }
    }

    /** Returns each driver on each version. */
    static List<MySqlRow> all() {
        return Arrays.stream(Version.values())
                .flatMap(version -> Arrays.stream(Driver.values()).map(driver -> new MySqlRow(version, driver)))
                .toList();
    }

    @Override
    public String toString() {
        return version + " " + driver;
    }
}
