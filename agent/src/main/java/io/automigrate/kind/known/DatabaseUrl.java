package io.automigrate.kind.known;

import io.automigrate.kind.DatabaseAddress;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.secret.SecretMask;
import io.automigrate.url.HostAndPort;
import io.automigrate.url.JdbcUrl;
import io.automigrate.url.PercentEncoding;
import io.automigrate.url.Secret;
import io.automigrate.url.UnixSocket;
import java.util.Locale;
import java.util.Optional;

/**
 * A URL as people write it, taken apart: {@code postgres://user:password@host/db} is the JDBC URL
 * {@code jdbc:postgresql://host/db}, a user and a password. Neither PostgreSQL's nor MariaDB's driver understands an account in
 * that place.
 *
 * @param url the URL for the driver
 * @param user the user that stood before the host
 * @param password the password that stood before the host
 */
public record DatabaseUrl(JdbcUrl url, Optional<String> user, Optional<Secret> password) {
    private static final String ALLOWED =
            "use jdbc:<database>:… or postgres://, postgresql://, mysql://, mariadb:// with host and database, or"
                    + " pool or jndi:<name> for a data source of the application";

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException with a message for the user, which does not quote the URL
     */
    public static DatabaseUrl parse(String text) {
        if (text.startsWith("\"") || text.startsWith("'")) {
            throw new IllegalArgumentException("the quotes are part of the value, remove them");
        }
        String scheme = text.equalsIgnoreCase("pool") ? "pool" : scheme(text);
        String rest = text.substring(scheme.length());
        return switch (scheme) {
            case "jdbc" -> jdbc(new JdbcUrl("jdbc" + rest));
            case "postgres", "postgresql" -> network("jdbc:postgresql", rest);
            case "mysql", "mariadb" -> network("jdbc:" + scheme, rest);
            case "pool", "jndi" -> dataSource(scheme, rest);
            default -> throw new IllegalArgumentException("that is no URL of a database, " + ALLOWED);
        };
    }

    private static DatabaseUrl dataSource(String scheme, String rest) {
        String name = rest.isEmpty() ? "" : rest.substring(1).trim();
        if (!rest.isEmpty() && name.isEmpty()) {
            throw new IllegalArgumentException("the name behind " + scheme + ": is missing, write it behind the colon");
        }
        return new DatabaseUrl(
                JdbcUrl.ofDataSource(name.isEmpty() ? scheme : scheme + ':' + name),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns whether this is meant to be the URL of a database that JDBC can reach, well-formed or not. */
    public static boolean isMeant(String text) {
        return switch (scheme(text)) {
            case "jdbc", "postgres", "postgresql", "mysql", "mariadb" -> true;
            default -> false;
        };
    }

    /** Returns whether the text is {@code jndi:<name>}. */
    public static boolean namesDataSource(String text) {
        return scheme(text).equals("jndi");
    }

    /** Returns whether the text names a user, before the host or as a parameter. */
    public static boolean namesAccount(String text) {
        try {
            DatabaseUrl parsed = parse(text);
            return parsed.user().isPresent()
                    || !DatabaseKinds.at(parsed.url()).withoutAccount(true).equals(parsed.url());
        } catch (IllegalArgumentException e) {
            // The reader of the setting reports what is wrong with the URL.
            return false;
        }
    }

    /** Returns the part of a text that may be shown, when the text should be a URL. */
    public static String masked(String text) {
        int slashes = text.indexOf("//");
        int colon = text.indexOf(':', slashes < 0 ? 0 : slashes);
        int at = text.lastIndexOf('@');
        boolean account = colon >= 0 && colon < at && (slashes >= 0 || !text.startsWith("jdbc:"));
        return SecretMask.URLS_ONLY.mask(
                account ? text.substring(0, colon + 1) + SecretMask.STARS + text.substring(at) : text);
    }

    private static String scheme(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    }

    private static DatabaseUrl network(String prefix, String rest) {
        if (!rest.startsWith("://")) {
            throw new IllegalArgumentException("that is no URL of a database, " + ALLOWED);
        }
        return withoutAccount(DatabaseKinds.at(new JdbcUrl(prefix + rest)));
    }

    private static DatabaseUrl jdbc(JdbcUrl url) {
        DatabaseAddress address = DatabaseKinds.at(url);
        if (address.url().subprotocol().equals("postgres")) {
            throw new IllegalArgumentException("no driver knows jdbc:postgres:, use jdbc:postgresql: instead");
        }
        String value = address.url().value();
        int slashes = value.indexOf("//");
        int query = value.indexOf('?');
        boolean network = slashes > 0 && (query < 0 || slashes < query);
        return network && address.kind().hasAccountBeforeHost()
                ? withoutAccount(address)
                : new DatabaseUrl(url, Optional.empty(), Optional.empty());
    }

    private static DatabaseUrl withoutAccount(DatabaseAddress address) {
        String text = address.url().value();
        int start = text.indexOf("//") + 2;
        int at = accountEnd(text, start);
        String host = text.substring(at < 0 ? start : at + 1);
        // Most URLs hold neither, and load no class for sockets.
        if (host.indexOf('%') >= 0 || host.contains("=/")) {
            host = throughSocket(address.kind(), host);
        }
        HostAndPort.check(host);
        JdbcUrl bare = address.wrapped(address.kind().readable(new JdbcUrl(text.substring(0, start) + host)));
        if (at < 0) {
            return new DatabaseUrl(bare, Optional.empty(), Optional.empty());
        }
        String account = text.substring(start, at);
        int colon = account.indexOf(':');
        String user = PercentEncoding.decode(colon < 0 ? account : account.substring(0, colon));
        return new DatabaseUrl(
                bare,
                user.isEmpty() ? Optional.empty() : Optional.of(user),
                colon < 0
                        ? Optional.empty()
                        : Optional.of(new Secret(PercentEncoding.decode(account.substring(colon + 1)))));
    }

    private static String throughSocket(DatabaseKind kind, String host) {
        Optional<UnixSocket> socket = UnixSocket.in(host);
        if (socket.isEmpty()) {
            return host;
        }
        return socket.get().with(kind.socketParameters(socket.get()).orElseThrow(UnixSocket::refusal));
    }

    /**
     * Returns the index of the "@" that ends the account. Users do not encode their passwords, so a password may contain "@", "/", ":"
     * and "#": the last "@" before the parameters counts. An "@" in the name of a database is rarer and must be encoded.
     */
    private static int accountEnd(String text, int start) {
        int query = text.indexOf('?', start);
        int at = text.lastIndexOf('@', query < 0 ? text.length() : query);
        if (at < start || text.startsWith("address=", start) || text.startsWith("(", start)) {
            return -1;
        }
        int slash = text.indexOf('/', start);
        int colon = text.indexOf(':', start);
        boolean inPath = slash >= 0 && slash < at && (colon < 0 || colon > slash);
        return inPath ? -1 : at;
    }
}
