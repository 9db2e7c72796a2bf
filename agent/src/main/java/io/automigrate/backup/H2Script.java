package io.automigrate.backup;

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
 * H2's {@code SCRIPT}: the SQL that makes the database again, for {@code RUNSCRIPT FROM}. It is fetched and written here, because
 * {@code SCRIPT TO} would write where the database is, which may be another machine.
 */
final class H2Script implements BackupMethod {
    @Override
    public String extension() {
        return "sql";
    }

    @Override
    public boolean runsProgram() {
        return false;
    }

    @Override
    public void write(Path file, DataSource connections) throws SQLException, IOException {
        try (Connection connection = connections.getConnection()) {
            // All tables as they were at one moment, whoever goes on writing.
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
