package io.automigrate.datasource;

import io.automigrate.url.Secret;
import java.sql.Driver;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A data source that an application has made.
 *
 * @param library the library that it is of, for messages: {@code HikariCP}
 * @param name the name that the application gave it; empty for none
 * @param url the JDBC URL; empty where only a connection tells
 * @param user the user that it logs in as; empty where it does not say
 * @param password the password; empty where it does not say
 * @param connections opens its physical connections: the application never gets one of them
 */
public record ApplicationDataSource(
        String library,
        String name,
        Optional<String> url,
        Optional<String> user,
        Optional<Secret> password,
        Driver connections) {
    public ApplicationDataSource {
        Objects.requireNonNull(library, "library");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(connections, "connections");
    }

    static ApplicationDataSource of(
            String library, String name, String url, String user, String password, Driver connections) {
        return new ApplicationDataSource(
                library,
                name == null ? "" : name,
                Optional.ofNullable(url),
                Optional.ofNullable(user),
                Optional.ofNullable(password).map(Secret::new),
                connections);
    }

    /** Returns this data source under the name in the user's setting. */
    ApplicationDataSource named(String other) {
        return new ApplicationDataSource(library, other, url, user, password, connections);
    }

    /** Returns whether a user may mean this data source by a name: its own, or that of its database, because few pools have a name. */
    public boolean isCalled(String wanted) {
        return name.equalsIgnoreCase(wanted)
                || url.isPresent() && database(url.get()).equals(wanted.toLowerCase(Locale.ROOT));
    }

    /** Returns the last word of a URL before its parameters. */
    private static String database(String url) {
        String place = url.split("[?;]", 2)[0].toLowerCase(Locale.ROOT);
        return place.substring(Math.max(place.lastIndexOf('/'), place.lastIndexOf(':')) + 1);
    }

    /** Returns the library and the name as text for messages: {@code HikariCP "HikariPool-1"}. */
    @Override
    public String toString() {
        return name.isEmpty() ? library : library + " \"" + name + '"';
    }
}
