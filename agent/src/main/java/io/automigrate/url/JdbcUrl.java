package io.automigrate.url;

import io.automigrate.secret.SecretMask;
import java.util.Locale;
import java.util.Objects;

/**
 * A JDBC URL.
 *
 * @param value the URL as the driver gets it
 */
public record JdbcUrl(String value) {
    /** The word that every JDBC URL begins with. */
    public static final String SCHEME = "jdbc:";

    public JdbcUrl {
        Objects.requireNonNull(value, "value");
        if (!value.startsWith(SCHEME) || value.indexOf(':', SCHEME.length()) <= SCHEME.length()) {
            throw new IllegalArgumentException(
                    "a JDBC URL has the form jdbc:<database>:…, for example jdbc:postgresql://host:5432/database");
        }
    }

    /** Returns the word after {@code jdbc:}, in lower case: {@code postgresql}, or {@code p6spy} where that driver wraps another. */
    public String subprotocol() {
        return value.substring(SCHEME.length(), value.indexOf(':', SCHEME.length()))
                .toLowerCase(Locale.ROOT);
    }

    /** Returns the URL without secrets, for messages. */
    @Override
    public String toString() {
        return SecretMask.URLS_ONLY.mask(value);
    }
}
