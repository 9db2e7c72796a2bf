package io.automigrate.kind;

import io.automigrate.url.JdbcUrl;
import io.automigrate.url.ServerPlaces;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * A kind of database: everything that the agent has to know of PostgreSQL, of SQLite and so on. The methods of this class describe a
 * database of which nothing is known; each kind overrides those in which it differs. There is one sub-package for each kind, and
 * {@code kind.known.DatabaseKinds} finds the kind for a URL.
 *
 * <p>Every URL that a method takes is the one of the database's own driver: the words of wrapping drivers ({@code p6spy:}) have been
 * taken off by {@link DatabaseAddress}.
 */
public abstract class DatabaseKind {
    private static final String[] NONE = {};

    private final String word;

    /**
     * Makes a kind.
     *
     * @param word the word that {@code {vendor}} in a location stands for: the one that Spring Boot uses
     */
    protected DatabaseKind(String word) {
        this.word = word;
    }

    /** Returns the word that {@code {vendor}} in a location stands for. */
    public final String word() {
        return word;
    }

    /** Returns the port at which the database listens unless it is told otherwise; 0 when the port is not known. */
    public int defaultPort() {
        return 0;
    }

    /** Returns the server with its port, {@code db:5432}; null when the URL names no server or has a form that only the driver reads. */
    public String endpoint(JdbcUrl url) {
        return ServerPlaces.endpoint(url.value(), defaultPort());
    }

    /**
     * Returns which databases a URL leads to, as {@code host/database}, one for each of several hosts; never empty. A database without
     * a host is named as the URL names it.
     *
     * @param user the account, whose name may be the name of the database; may be empty
     */
    public List<String> places(JdbcUrl url, String user) {
        return ServerPlaces.of(url.value(), '?', "");
    }

    /** Returns whether the database runs inside this process, so that connecting to it opens its files. */
    public boolean isEmbedded(JdbcUrl url) {
        return false;
    }

    /** Returns whether people write the account before the host, {@code //user:password@host}, where the driver does not read it. */
    public boolean hasAccountBeforeHost() {
        return false;
    }

    /**
     * Returns the URL without the password among its parameters and, if {@code user} says so, without the user. A driver prefers its
     * URL's parameters to the properties beside the URL.
     */
    public JdbcUrl withoutAccount(JdbcUrl url, boolean user) {
        return url;
    }

    /** Returns the URL so that the driver can decode its parameters, also where people have not encoded a {@code %}. */
    public JdbcUrl readable(JdbcUrl url) {
        return url;
    }

    /** Returns the driver's artifact, {@code group:artifact}, or words that describe the driver. */
    public String artifact() {
        return "the database's JDBC driver";
    }

    /** Returns the names of the driver's classes, the first choice first. */
    public String[] drivers() {
        return NONE;
    }

    /** Returns the driver's largest classes between the first packet and the first result, the latest first. */
    public String[] largestClasses() {
        return NONE;
    }

    /** Loads the classes of the JDK that the driver needs while it connects and that take long to load. */
    public void warmUp() {
        // Most drivers need none.
    }

    /** Returns what the operator can do when this driver refuses the URL. */
    public String remedyForRefusedUrl(String driver) {
        return "correct the URL";
    }

    /** Returns the properties, beside account and time limits, with which the driver logs in, unless the URL sets them. */
    public Map<String, String> loginProperties() {
        return Map.of();
    }

    /** Returns the property that limits connecting; null when the driver has none. */
    public TimeLimit connectLimit() {
        return null;
    }

    /**
     * Returns the property that limits each read from the server; null when the driver has none, or limits the login by
     * {@link #connectLimit}.
     */
    public TimeLimit readLimit() {
        return null;
    }

    /** Returns what an error means while connecting, by the codes of this database; null when the codes do not tell. */
    public ConnectionFault fault(SQLException failure) {
        return null;
    }

    /** Returns what the type or the words of an exception tell; null when they tell nothing particular. */
    public KnownFault knownFault(Throwable failure) {
        return null;
    }

    /** Returns whether the error code says that the database's file can't be opened, made or written. */
    public boolean isFileFault(int errorCode) {
        return false;
    }
}
