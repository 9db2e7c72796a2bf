package io.automigrate.url;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Unix socket in a URL, as libpq and the clients of MySQL read it: the path as a parameter, or encoded in place of the host. A JDBC
 * driver passes over both and connects to localhost, whatever database that is. Only a socket factory leads the driver to the socket.
 *
 * @param path the folder of the socket (PostgreSQL) or its file (MySQL, MariaDB)
 * @param port the port behind an encoded path, which is a part of the file's name on PostgreSQL; 0 for none
 * @param rest the URL without the path: {@code localhost/database?parameters}
 */
public record UnixSocket(String path, int port, String rest) {
    private static final Pattern HOST = Pattern.compile("(?i)^(%2f[^/?:]*)(?::(\\d{1,5}))?(?=[/?]|$)");
    private static final Pattern PARAMETER =
            Pattern.compile("(?i)([?&])(?:host|socket|unix_socket)=((?:/|%2f)[^&]*)(&|$)");
    private static final Pattern PORT = Pattern.compile("[?&]port=(\\d{1,5})(?=&|$)");
    private static final Pattern FACTORY = Pattern.compile("(?i)[?&](?:socketfactory|localsocket)=");
    private static final String CLOUD_SQL = "/cloudsql/";
    private static final String LOCALHOST = "localhost";

    /**
     * Finds a socket.
     *
     * @param rest the URL behind the account: {@code host/database?parameters}
     * @return empty when the URL leads to a host, or names already by which class the driver opens the socket
     */
    public static Optional<UnixSocket> in(String rest) {
        if (FACTORY.matcher(rest).find()) {
            return Optional.empty();
        }
        Matcher host = HOST.matcher(rest);
        if (host.find()) {
            int port = host.group(2) == null ? 0 : Integer.parseInt(host.group(2));
            return Optional.of(new UnixSocket(
                    PercentEncoding.decode(host.group(1)), port, LOCALHOST + rest.substring(host.end())));
        }
        Matcher parameter = PARAMETER.matcher(rest);
        if (!parameter.find()) {
            return Optional.empty();
        }
        Matcher port = PORT.matcher(rest);
        // Of "?" before the parameter and "&" behind it one stays.
        String before = rest.substring(0, parameter.start());
        String after = rest.substring(parameter.end());
        String text = before + (after.isEmpty() ? "" : parameter.group(1) + after);
        return Optional.of(new UnixSocket(
                PercentEncoding.decode(parameter.group(2)),
                port.find() ? Integer.parseInt(port.group(1)) : 0,
                text.startsWith("/") ? LOCALHOST + text : text));
    }

    /** Returns the instance of Cloud SQL whose proxy opens the socket; empty for another socket. */
    public Optional<String> cloudSqlInstance() {
        return path.startsWith(CLOUD_SQL) ? Optional.of(path.substring(CLOUD_SQL.length())) : Optional.empty();
    }

    /**
     * Returns the URL behind the account with the parameters that lead the driver to the socket.
     *
     * @param parameters {@code socketFactory=…}, as the driver reads them
     */
    public String with(String parameters) {
        return rest + (rest.indexOf('?') < 0 ? '?' : '&') + parameters;
    }

    /** Returns the refusal of a URL to a socket that the driver can't open; the text does not quote the URL. */
    public static IllegalArgumentException refusal() {
        return new IllegalArgumentException(
                "that leads to a Unix socket, which the driver of this database can't open: name host and port");
    }
}
