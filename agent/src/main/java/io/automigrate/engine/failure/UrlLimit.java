package io.automigrate.engine.failure;

import io.automigrate.failure.CauseChain;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parameter of the URL that limits how long a statement may take, meant for the queries of the application.
 *
 * @param text the parameter as the URL has it, {@code socketTimeout=2}
 */
record UrlLimit(String text) {
    private static final Pattern OF_DRIVER =
            Pattern.compile("[?&;]((?:[\\w.]*\\.)?(?:socket|read|network)_?timeout=[^&;]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern OF_SERVER = Pattern.compile(
            "((?:statement_timeout|max_statement_time|max_execution_time|querytimeout)(?:=|%3D)[^&;,%\\s]*)",
            Pattern.CASE_INSENSITIVE);

    /** Returns the parameter that ended a statement; empty when the statement ended for another reason. */
    static Optional<UrlLimit> behind(SQLException exception, String url) {
        if (new CauseChain(exception).first(SocketTimeoutException.class).isPresent()) {
            return find(OF_DRIVER, url);
        }
        String words = String.valueOf(exception.getMessage()).toLowerCase(Locale.ROOT);
        boolean isTimeout =
                words.contains("timeout") || words.contains("timed out") || words.contains("execution time");
        return isTimeout || words.contains("max_statement_time") ? find(OF_SERVER, url) : Optional.empty();
    }

    private static Optional<UrlLimit> find(Pattern parameter, String url) {
        Matcher found = parameter.matcher(url);
        return found.find() ? Optional.of(new UrlLimit(found.group(1).replace("%3D", "="))) : Optional.empty();
    }

    String cause() {
        return "the URL limits each statement by " + text + ", and this statement took longer";
    }

    String remedy() {
        return "take \"" + text
                + "\" out of the URL of the migration (AUTO_MIGRATE_URL), or raise it; the application may keep"
                + " its own limit";
    }
}
