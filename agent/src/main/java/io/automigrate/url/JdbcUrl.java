package io.automigrate.url;

import io.automigrate.secret.SecretMask;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A JDBC URL.
 *
 * @param value the URL as the driver gets it
 */
public record JdbcUrl(String value) {
    private static final String SCHEME = "jdbc:";

    public JdbcUrl {
        Objects.requireNonNull(value, "value");
        if (!value.startsWith(SCHEME) || value.indexOf(':', SCHEME.length()) <= SCHEME.length()) {
            throw new IllegalArgumentException(
                    "a JDBC URL has the form jdbc:<database>:…, for example" + " jdbc:postgresql://host:5432/database");
        }
    }

    /** Returns the word after {@code jdbc:}, in lower case: {@code postgresql}, {@code mysql}, {@code h2}. */
    public String subprotocol() {
        return value.substring(SCHEME.length(), value.indexOf(':', SCHEME.length()))
                .toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the word that {@code {vendor}} in a location stands for, the one that Spring Boot uses: {@code postgresql},
     * {@code mysql}, {@code mariadb}, {@code sqlserver}, {@code oracle}. An unknown database is its own subprotocol; a wrapping
     * driver ({@code jdbc:p6spy:postgresql:}) is looked through.
     */
    public String vendor() {
        return Vendor.of(this);
    }

    /**
     * Returns the server for people, {@code db:5432}, with the database's usual port when the URL has none and several servers
     * separated by commas. Empty for a database in this process or a file, and where the driver hides the server in a form of its
     * own.
     */
    public Optional<String> endpoint() {
        return Optional.ofNullable(Endpoint.of(this));
    }

    /** Returns the URL without secrets, for people. */
    @Override
    public String toString() {
        return SecretMask.URLS_ONLY.mask(value);
    }
}
