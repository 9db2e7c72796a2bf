package io.automigrate.url;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * URLs for a Unix socket, as libpq and the clients of MySQL read them: the folder as a parameter, or encoded in place of the host. A JDBC
 * driver passes over both and connects to localhost, whatever database that is.
 */
public final class UnixSocket {
    private static final Pattern PARAMETER =
            Pattern.compile("[?&](?:host|socket|unix_socket)=(?:/|%2f)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FACTORY =
            Pattern.compile("[?&](?:socketfactory|localsocket)=", Pattern.CASE_INSENSITIVE);

    private UnixSocket() {}

    /**
     * Refuses a URL that leads to a socket and names nothing by which the driver would open it.
     *
     * @param rest the URL behind the account: {@code host/database?parameters}
     * @throws IllegalArgumentException with a message for the user, which does not quote the URL
     */
    public static void refuse(String rest) {
        boolean isMeant = rest.toLowerCase(Locale.ROOT).startsWith("%2f")
                || PARAMETER.matcher(rest).find();
        if (isMeant && !FACTORY.matcher(rest).find()) {
            throw new IllegalArgumentException(
                    "that leads to a Unix socket, and the driver would connect to localhost by TCP instead: name host and port, or"
                            + " a jdbc: URL with a socket factory that is on the class path (Cloud SQL:"
                            + " ?cloudSqlInstance=<project:region:instance>&socketFactory=com.google.cloud.sql.postgres.SocketFactory;"
                            + " junixsocket: ?socketFactory=org.newsclub.net.unix.AFUNIXSocketFactory$FactoryArg"
                            + "&socketFactoryArg=<path of the socket>; MariaDB's driver: ?localSocket=<path of the socket>)");
        }
    }
}
