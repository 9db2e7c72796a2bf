package io.automigrate.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

/**
 * A database that answers.
 *
 * @param connection the open connection in auto-commit mode; the receiver closes it or gives it back with {@link ConnectionSource#reuse}
 * @param waited the time since the first attempt
 * @param attempts the number of attempts; 1 when the database was ready at once
 */
public record ReadyDatabase(Connection connection, Duration waited, int attempts) {
    public ReadyDatabase {
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(waited, "waited");
        if (attempts < 1) {
            throw new IllegalArgumentException("no connection without an attempt");
        }
    }

    /**
     * Returns the name and version for messages, {@code PostgreSQL 15.18}, without the rest: servers add builds, platforms
     * and copyrights. Call this method only for a line that is written, because the meta data are among the largest classes of a driver.
     */
    static String product(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String name = metaData.getDatabaseProductName();
        String version = metaData.getDatabaseProductVersion();
        if (name == null || version == null || version.isBlank()) {
            return name == null ? "database" : name;
        }
        if (version.startsWith(name)) {
            // Oracle: "Oracle Database 23ai Free Release 23.0.0.0.0 - for Free\nVersion 23.4.0.24.05".
            int last = version.lastIndexOf("Version ");
            return last < 0
                    ? before(version, "\n")
                    : name.concat(" ").concat(before(version.substring(last + 8), "\n"));
        }
        // MariaDB: "11.4.5-MariaDB".
        return name.concat(" ").concat(before(before(version.trim(), " "), "-".concat(name)));
    }

    private static String before(String text, String end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }
}
