package io.automigrate.kind.other;

import io.automigrate.kind.ConnectionFault;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.url.JdbcUrl;
import java.sql.SQLException;
import java.util.Locale;

/** Apache Derby, inside this process or on a server. */
final class Derby extends OtherDatabase {
    private Derby() {
        super(
                "derby",
                true,
                0,
                null,
                "org.apache.derby:derbyclient (a server) or org.apache.derby:derby (embedded)",
                "org.apache.derby.client.ClientAutoloadedDriver",
                "org.apache.derby.jdbc.ClientDriver",
                "org.apache.derby.iapi.jdbc.AutoloadedDriver",
                "org.apache.derby.jdbc.EmbeddedDriver");
    }

    static DatabaseKind kind() {
        return new Derby();
    }

    @Override
    public boolean isEmbedded(JdbcUrl url) {
        return !url.value().toLowerCase(Locale.ROOT).startsWith("jdbc:derby://");
    }

    @Override
    public ConnectionFault fault(SQLException failure) {
        return switch (String.valueOf(failure.getSQLState())) {
            case "XJ004" -> ConnectionFault.NO_SUCH_DATABASE;
            // Another JVM has the files.
            case "XJ040", "XSDB6" -> ConnectionFault.NOT_READY;
            case "08004" ->
                String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("not found")
                        ? ConnectionFault.NO_SUCH_DATABASE
                        : ConnectionFault.ACCOUNT_REFUSED;
            default -> null;
        };
    }
}
