package io.automigrate.kind.h2;

import io.automigrate.kind.DatabaseDump;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * H2's {@code SCRIPT}: the SQL that makes the database again, for {@code RUNSCRIPT FROM}. The statement runs here and its result is written here, because
 * {@code SCRIPT TO} would write on the database's machine.
 */
final class H2Script implements DatabaseDump.BySql {
    /** Made here, because the verifier of a class that makes this object would load the type that it returns. */
    static DatabaseDump dump() {
        return new H2Script();
    }

    @Override
    public String extension() {
        return "sql";
    }

    @Override
    public void write(Path file, DataSource connections) throws SQLException, IOException {
        try (Connection connection = connections.getConnection()) {
            // All tables as they were at one moment, while other sessions go on writing.
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            try (Statement statement = connection.createStatement();
                    ResultSet script = statement.executeQuery("SCRIPT");
                    BufferedWriter out = Files.newBufferedWriter(file)) {
                while (script.next()) {
                    out.write(script.getString(1));
                    out.write('\n');
                }
            }
        }
    }
}
