package io.automigrate.backup;

import io.automigrate.failure.StartupException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;

/** How one kind of database is written to a file. */
sealed interface BackupMethod permits H2Script, SqliteCopy, PostgresDump, MySqlDump {
    /** Returns the ending of the file's name, without the dot. */
    String extension();

    /** Returns whether a program beside this JVM does it. */
    boolean runsProgram();

    /**
     * Writes the file.
     *
     * @param file is there and empty
     * @param connections to the database; who takes one closes it
     */
    void write(Path file, DataSource connections)
            throws StartupException, SQLException, IOException, InterruptedException;
}
