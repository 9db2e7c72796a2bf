package io.automigrate.kind;

import io.automigrate.url.JdbcUrl;
import io.automigrate.url.UrlWrapper;
import java.util.List;
import java.util.Optional;

/**
 * Where a URL leads: {@code jdbc:p6spy:postgresql://db/shop} leads to the PostgreSQL database {@code jdbc:postgresql://db/shop} by the
 * wrapping driver {@code p6spy:}.
 *
 * @param kind the kind of database
 * @param wrappers the words of the wrapping drivers, each with its colon, the outermost first; empty for none
 * @param url the URL without the wrappers, as the database's own driver reads it
 */
public record DatabaseAddress(DatabaseKind kind, String wrappers, JdbcUrl url) {

    /** Returns the server with its port, for messages; empty when the URL names no server. */
    public Optional<String> endpoint() {
        UrlWrapper wrapper = wrapper();
        return wrapper != null && wrapper.startsServer() ? Optional.empty() : Optional.ofNullable(kind.endpoint(url));
    }

    /** Returns which databases the URL leads to, as {@code host/database}; see {@link DatabaseKind#places}. */
    public List<String> places(String user) {
        return kind.places(url, user);
    }

    /** Returns whether the database runs inside this process. */
    public boolean isEmbedded() {
        return kind.isEmbedded(url);
    }

    /** Returns the outermost wrapping driver; null when there is none, or when its word is not known. */
    public UrlWrapper wrapper() {
        return wrappers.isEmpty() ? null : UrlWrapper.of(wrappers.substring(0, wrappers.indexOf(':')));
    }

    /**
     * Returns the address for our own connections: past the wrapping drivers that write down or measure what the application does, because
     * the migration is none of it.
     */
    public DatabaseAddress pastObservers() {
        DatabaseAddress address = this;
        UrlWrapper outer = wrapper();
        while (outer != null && outer.onlyObserves()) {
            String inner = address.wrappers.substring(address.wrappers.indexOf(':') + 1);
            address = new DatabaseAddress(kind, inner, url);
            outer = address.wrapper();
        }
        return address;
    }

    /** Returns the complete URL, as the outermost driver reads it. */
    public JdbcUrl complete() {
        return wrapped(url);
    }

    /** Returns the names of the classes of the driver that gets the complete URL; empty when they are not known. */
    public String[] drivers() {
        if (wrappers.isEmpty()) {
            return kind.drivers();
        }
        UrlWrapper wrapper = wrapper();
        return wrapper == null ? new String[0] : wrapper.drivers();
    }

    /** Returns the artifact of that driver. */
    public String artifact() {
        if (wrappers.isEmpty()) {
            return kind.artifact();
        }
        UrlWrapper wrapper = wrapper();
        return wrapper == null ? "the wrapping JDBC driver" : wrapper.artifact();
    }

    /** Returns the URL for the driver that the outermost wrapping driver calls. Only for a wrapped URL. */
    public JdbcUrl wrappedUrl() {
        return new JdbcUrl(JdbcUrl.SCHEME
                + wrappers.substring(wrappers.indexOf(':') + 1)
                + url.value().substring(JdbcUrl.SCHEME.length()));
    }

    /** Returns the complete URL without the password and, if {@code user} says so, without the user. */
    public JdbcUrl withoutAccount(boolean user) {
        return wrapped(kind.withoutAccount(url, user));
    }

    /** Returns the URL for the outermost driver: this one behind the words of the wrapping drivers. */
    public JdbcUrl wrapped(JdbcUrl bare) {
        return wrappers.isEmpty()
                ? bare
                : new JdbcUrl(JdbcUrl.SCHEME + wrappers + bare.value().substring(JdbcUrl.SCHEME.length()));
    }
}
