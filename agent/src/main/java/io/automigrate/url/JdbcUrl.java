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

    /** Stands before the name of a data source that the application or its server makes, whose URL is not known yet. */
    private static final String DATA_SOURCE = "jdbc:auto-migrate:";

    public JdbcUrl {
        Objects.requireNonNull(value, "value");
        if (!value.startsWith(SCHEME) || value.indexOf(':', SCHEME.length()) <= SCHEME.length()) {
            throw new IllegalArgumentException(
                    "a JDBC URL has the form jdbc:<database>:…, for example jdbc:postgresql://host:5432/database");
        }
    }

    /** Returns the text in place of the URL until the data source exists: {@code pool}, {@code jndi:jdbc/shop}. */
    public static JdbcUrl ofDataSource(String name) {
        return new JdbcUrl(DATA_SOURCE + name);
    }

    /** Returns whether this stands for a data source. */
    public boolean isDataSource() {
        return value.startsWith(DATA_SOURCE);
    }

    /** Returns the word after {@code jdbc:}, in lower case: {@code postgresql}, or {@code p6spy} where that driver wraps another. */
    public String subprotocol() {
        return value.substring(SCHEME.length(), value.indexOf(':', SCHEME.length()))
                .toLowerCase(Locale.ROOT);
    }

    /** Returns the URL without secrets, for messages. */
    @Override
    public String toString() {
        if (isDataSource()) {
            return value.substring(DATA_SOURCE.length());
        }
        return SecretMask.URLS_ONLY.mask(value);
    }
}
