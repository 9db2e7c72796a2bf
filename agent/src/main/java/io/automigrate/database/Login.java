package io.automigrate.database;

import io.automigrate.settings.Settings;
import io.automigrate.url.JdbcUrl;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;

/**
 * What a driver is given to log in with: the account, and time limits by the names that it knows. The limits only make sure that the
 * driver's own call ends some time; {@link ConnectionAttempt} is what keeps to {@code AUTO_MIGRATE_CONNECT_TIMEOUT}. What the URL
 * names itself stays as it is.
 */
final class Login {
    /** Later than our own limit, so that the driver's words for it do not come first by chance. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final Settings.Account account;
    private final Duration limit;
    private final String url;

    Login(Settings.Account account, Duration connectTimeout) {
        this.account = account;
        this.limit = connectTimeout.plus(MARGIN);
        this.url = account.url().value().toLowerCase(Locale.ROOT);
    }

    /** Returns the account without limits. */
    Properties account() {
        Properties properties = new Properties();
        if (account.user().isPresent()) {
            properties.setProperty("user", account.user().get());
        }
        if (account.password().isPresent()) {
            properties.setProperty("password", account.password().get().value());
        }
        if (subprotocol().equals("postgresql")) {
            // So that whoever reads pg_stat_activity knows who holds the lock.
            setUnlessNamed(properties, "ApplicationName", "auto-migrate");
        }
        if (subprotocol().equals("sqlite")) {
            // Flyway has no lock on SQLite. A transaction that takes the database's own lock when it begins, and not
            // when
            // it first writes, keeps two instances from reading the same history and applying the same script.
            setUnlessNamed(properties, "transaction_mode", "IMMEDIATE");
        }
        return properties;
    }

    /** Returns the account with the limits on connecting. */
    Properties withLimits() {
        Properties properties = account();
        switch (subprotocol()) {
            case "postgresql", "firebird", "firebirdsql" -> setUnlessNamed(properties, "connectTimeout", seconds());
            // Covers the login, too, in all versions of this driver.
            case "mariadb", "mysql" -> setUnlessNamed(properties, "connectTimeout", millis());
            case "sqlserver", "jtds", "db2" -> setUnlessNamed(properties, "loginTimeout", seconds());
            case "oracle" -> setUnlessNamed(properties, "oracle.net.CONNECT_TIMEOUT", millis());
            default -> {
                // H2 has NETWORK_TIMEOUT, which can't be lifted again; HSQLDB and Derby have nothing.
            }
        }
        String readLimit = readLimit();
        if (!readLimit.isEmpty()) {
            properties.setProperty(readLimit, subprotocol().equals("postgresql") ? seconds() : millis());
        }
        return properties;
    }

    /**
     * Returns the property that limits each read from the server, for drivers which otherwise wait for ever for the first answer;
     * empty when there is none or the URL names it. It has to be lifted after the login, or a long migration would die of it.
     */
    String readLimit() {
        String property =
                switch (subprotocol()) {
                    case "postgresql", "mysql", "sqlserver" -> "socketTimeout";
                    case "oracle" -> "oracle.jdbc.ReadTimeout";
                    default -> "";
                };
        return isNamed(property) ? "" : property;
    }

    /**
     * Returns whether the database runs inside this process. Opening its files may take as long as a recovery takes, and a second
     * attempt would only wait for the first.
     */
    static boolean isEmbedded(JdbcUrl url) {
        String value = url.value().toLowerCase(Locale.ROOT);
        return switch (url.subprotocol()) {
            case "h2" -> !value.startsWith("jdbc:h2:tcp:") && !value.startsWith("jdbc:h2:ssl:");
            case "hsqldb" -> !value.startsWith("jdbc:hsqldb:hsql") && !value.startsWith("jdbc:hsqldb:http");
            case "derby" -> !value.startsWith("jdbc:derby://");
            case "sqlite", "duckdb" -> true;
            default -> false;
        };
    }

    private String subprotocol() {
        return account.url().subprotocol();
    }

    private void setUnlessNamed(Properties properties, String name, String value) {
        if (!isNamed(name)) {
            properties.setProperty(name, value);
        }
    }

    private boolean isNamed(String property) {
        int dot = property.lastIndexOf('.');
        // Oracle's descriptors say (CONNECT_TIMEOUT=5) for oracle.net.CONNECT_TIMEOUT.
        return url.contains(property.substring(dot + 1).toLowerCase(Locale.ROOT).concat("="));
    }

    private String seconds() {
        return Long.toString(limit.plusMillis(999).toSeconds());
    }

    private String millis() {
        return Long.toString(limit.toMillis());
    }
}
