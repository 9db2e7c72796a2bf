package io.automigrate.kind;

import io.automigrate.failure.StartupException;
import io.automigrate.url.ServerUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The way in which a kind of database is saved to a file. */
public sealed interface DatabaseDump {

    /** Returns the extension of the file's name, without the dot. */
    String extension();

    /** The database writes the backup itself, over a connection. */
    non-sealed interface BySql extends DatabaseDump {
        /**
         * Writes the file.
         *
         * @param file exists and is empty
         * @param connections connections to the database; a connection that is taken is closed again
         */
        void write(Path file, DataSource connections) throws SQLException, IOException;
    }

    /** A program beside this JVM writes the backup to its standard output. */
    non-sealed interface ByProgram extends DatabaseDump {
        /**
         * Returns the command.
         *
         * @param server the URL of the source in parts
         * @throws StartupException when the settings do not name what the program needs
         */
        DumpCommand command(DumpSource source, ServerUrl server) throws StartupException;
    }

    /**
     * A command that saves a database.
     *
     * @param programs the names of the program, the first choice first
     * @param options the options; every user of the machine can read them, so they hold no secret
     * @param environment the variables of the program; a variable without a value must not be set
     * @param packages the packages that contain the program
     */
    record DumpCommand(
            List<String> programs, List<String> options, Map<String, Optional<String>> environment, String packages) {}
}
