package io.automigrate.settings;

import io.automigrate.report.SecretMask;
import java.util.Locale;
import java.util.Objects;

/**
 * A JDBC URL.
 *
 * @param value the URL as the driver gets it
 */
public record JdbcUrl(String value) {
    private static final String SCHEME = "jdbc:";

    public JdbcUrl {
        Objects.requireNonNull(value, "value");
        if (!value.startsWith(SCHEME)) {
            throw new IllegalArgumentException("a JDBC URL begins with \"jdbc:\"");
        }
    }

    /** Returns the word after {@code jdbc:}, in lower case: {@code postgresql}, {@code mysql}, {@code h2}. */
    public String subprotocol() {
        int end = value.indexOf(':', SCHEME.length());
        return (end < 0 ? value.substring(SCHEME.length()) : value.substring(SCHEME.length(), end))
                .toLowerCase(Locale.ROOT);
    }

    /** Returns the URL without secrets, for people. */
    @Override
    public String toString() {
        return SecretMask.URLS_ONLY.mask(value);
    }
}
