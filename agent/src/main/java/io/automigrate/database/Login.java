package io.automigrate.database;

import io.automigrate.kind.DatabaseAddress;
import io.automigrate.kind.TimeLimit;
import io.automigrate.settings.Settings;
import io.automigrate.url.UrlWrapper;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * The properties with which a driver logs in: the account, and time limits under the names that the driver knows. The limits only ensure
 * that the driver's call ends; {@link ConnectionAttempt} enforces {@code AUTO_MIGRATE_CONNECT_TIMEOUT}. This class does not set a
 * property that the URL sets.
 */
final class Login {
    /** The driver's limit is later than the agent's, so that the agent reports the timeout first. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final Settings.Account account;
    private final DatabaseAddress address;
    private final Duration limit;
    private final String url;

    Login(Settings.Account account, Duration connectTimeout) {
        this.account = account;
        this.address = account.address();
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
        for (Map.Entry<String, String> property :
                address.kind().loginProperties().entrySet()) {
            if (!isNamed(property.getKey())) {
                properties.setProperty(property.getKey(), property.getValue());
            }
        }
        return properties;
    }

    /** Returns the account with the limits on connecting. */
    Properties withLimits() {
        Properties properties = account();
        set(properties, address.kind().connectLimit());
        set(properties, address.kind().readLimit());
        return properties;
    }

    /**
     * Returns whether {@link #withLimits} limits each read from the server, for drivers that otherwise wait for ever for the first
     * answer. The agent lifts this limit after the login, because a long migration would fail.
     */
    boolean limitsReads() {
        TimeLimit read = address.kind().readLimit();
        return read != null && !isNamed(read.property());
    }

    private void set(Properties properties, TimeLimit property) {
        if (property != null && !isNamed(property.property())) {
            properties.setProperty(property.property(), isInSeconds(property) ? seconds() : millis());
        }
    }

    private boolean isInSeconds(TimeLimit property) {
        UrlWrapper wrapper = address.wrapper();
        return property.inSeconds() && (wrapper == null || !wrapper.limitsInMillis());
    }

    private boolean isNamed(String property) {
        int dot = property.lastIndexOf('.');
        // In a descriptor of Oracle, (CONNECT_TIMEOUT=5) is oracle.net.CONNECT_TIMEOUT.
        return url.contains(property.substring(dot + 1).toLowerCase(Locale.ROOT).concat("="));
    }

    private String seconds() {
        return Long.toString(limit.plusMillis(999).toSeconds());
    }

    private String millis() {
        return Long.toString(limit.toMillis());
    }
}
