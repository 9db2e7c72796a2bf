package io.automigrate.kind.other;

import io.automigrate.kind.ConnectionFault;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.url.JdbcUrl;
import java.sql.SQLException;
import java.util.Locale;

/** HSQLDB, inside this process or on a server. */
final class Hsqldb extends OtherDatabase {
    private static final int NO_SUCH_DATABASE = -465;

    private Hsqldb() {
        super("hsqldb", true, 0, null, "org.hsqldb:hsqldb", "org.hsqldb.jdbc.JDBCDriver");
    }

    static DatabaseKind kind() {
        return new Hsqldb();
    }

    @Override
    public boolean isEmbedded(JdbcUrl url) {
        String value = url.value().toLowerCase(Locale.ROOT);
        return !value.startsWith("jdbc:hsqldb:hsql") && !value.startsWith("jdbc:hsqldb:http");
    }

    @Override
    public ConnectionFault fault(SQLException failure) {
        return failure.getErrorCode() == NO_SUCH_DATABASE ? ConnectionFault.NO_SUCH_DATABASE : null;
    }

    @Override
    public boolean commitsDefinitions() {
        return true;
    }

    @Override
    public boolean keepsNotes() {
        // Flyway's lock is LOCK TABLE ... WRITE, which keeps each other connection from reading the history.
        return false;
    }
}
