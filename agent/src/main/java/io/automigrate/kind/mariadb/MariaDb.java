package io.automigrate.kind.mariadb;

import io.automigrate.kind.DatabaseDump;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.HistoryQuery;
import io.automigrate.kind.TimeLimit;
import io.automigrate.kind.mysql.MySql;
import io.automigrate.kind.mysql.MySqlDump;
import io.automigrate.url.JdbcUrl;
import io.automigrate.url.UnixSocket;
import java.util.List;
import java.util.Optional;

/** MariaDB under its own URL: a MySQL with another driver. */
public final class MariaDb extends MySql {
    private MariaDb() {
        super("mariadb");
    }

    /** Returns the kind. */
    public static DatabaseKind kind() {
        return new MariaDb();
    }

    /** The driver decodes nothing. */
    @Override
    public JdbcUrl readable(JdbcUrl url) {
        return url;
    }

    /** The driver opens a socket by itself; the connector of Cloud SQL needs no file of a proxy. */
    @Override
    public Optional<String> socketParameters(UnixSocket socket) {
        return Optional.of(socket.cloudSqlInstance()
                .map(instance ->
                        "socketFactory=com.google.cloud.sql.mariadb.SocketFactory&cloudSqlInstance=" + instance)
                .orElseGet(() -> "localSocket=" + socket.path()));
    }

    @Override
    public String artifact() {
        return "org.mariadb.jdbc:mariadb-java-client";
    }

    @Override
    public boolean logsBySlf4j(JdbcUrl url) {
        return true;
    }

    /**
     * Without slf4j this driver writes each error of a statement to the console, and a new database has no history table yet. So a handler
     * answers for a table that does not exist (error 1146). Only MariaDB, since 10.1, runs these comments; other servers that this driver can
     * talk to run the statement between them.
     */
    @Override
    public HistoryQuery historyQuery() {
        return new HistoryQuery(
                '`',
                PLACE,
                "",
                false,
                "/*M!100101 BEGIN NOT ATOMIC DECLARE EXIT HANDLER FOR 1146"
                        + " SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, DATABASE(), VERSION(); */ {select} /*M!100101 ; END */",
                "");
    }

    /** Without slf4j the driver writes to the console, unless this property is set. */
    @Override
    public boolean logsByJavaUtilLogging(JdbcUrl url) {
        return "JDK".equalsIgnoreCase(System.getProperty("mariadb.logging.fallback"));
    }

    @Override
    public String[] drivers() {
        return new String[] {"org.mariadb.jdbc.Driver"};
    }

    @Override
    public String[] largestClasses() {
        return new String[] {
            "org.mariadb.jdbc.client.result.CompleteResult",
            "org.mariadb.jdbc.client.result.Result",
            "org.mariadb.jdbc.Statement",
            "org.mariadb.jdbc.Connection",
            "org.mariadb.jdbc.client.impl.StandardClient",
            "org.mariadb.jdbc.client.socket.impl.PacketWriter",
            "org.mariadb.jdbc.export.ExceptionFactory",
            "org.mariadb.jdbc.client.column.StringColumn",
            "org.mariadb.jdbc.client.column.TimestampColumn",
            "org.mariadb.jdbc.client.column.BlobColumn",
            "org.mariadb.jdbc.plugin.codec.ZonedDateTimeCodec",
            "org.mariadb.jdbc.plugin.codec.LocalTimeCodec",
        };
    }

    /** The connect limit of this driver covers the login. */
    @Override
    public TimeLimit readLimit() {
        return null;
    }

    /** This driver does not encrypt unless it is told to. */
    @Override
    public DatabaseDump dump() {
        return MySqlDump.dump(List.of("mariadb-dump", "mysqldump"), "disabled");
    }
}
