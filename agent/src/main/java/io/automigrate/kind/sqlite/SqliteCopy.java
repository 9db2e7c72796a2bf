package io.automigrate.kind.sqlite;

import io.automigrate.kind.DatabaseDump;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** SQLite's {@code VACUUM INTO}: a database file as it was at one moment, while other sessions go on writing. */
final class SqliteCopy implements DatabaseDump.BySql {
    /** Made here, because the verifier of a class that makes this object would load the type that it returns. */
    static DatabaseDump dump() {
        return new SqliteCopy();
    }

    @Override
    public String extension() {
        return "sqlite";
    }

    @Override
    public void write(Path file, DataSource connections) throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM INTO '" + file.toString().replace("'", "''") + "'");
        }
    }
}
