package io.automigrate.database;

import io.automigrate.kind.known.DatabaseKinds;
import io.automigrate.url.JdbcUrl;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The reason for a failure to connect in a few words: the message of the network, else the message of the server or the driver. */
final class Reason {
    private static final int LONGEST = 250;

    private Reason() {}

    static String of(List<Throwable> chain, JdbcUrl url) {
        for (Throwable failure : chain) {
            String network = network(failure);
            if (!network.isEmpty()) {
                // The message names an unknown host already.
                return failure instanceof UnknownHostException ? network : network + at(url);
            }
        }
        for (Throwable failure : chain) {
            if (failure instanceof SQLException && failure.getMessage() != null) {
                return withoutException(words(failure), url);
            }
        }
        return words(chain.get(0));
    }

    /** Returns {@code " (db:5432)"}, or nothing for a database in this process. */
    static String at(JdbcUrl url) {
        Optional<String> endpoint = DatabaseKinds.at(url).endpoint();
        return endpoint.isPresent() ? " (" + endpoint.get() + ")" : "";
    }

    /** Returns the first line of a message without the driver's words in front. */
    static String words(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getName();
        }
        String line = message.strip();
        int end = line.indexOf('\n');
        line = end < 0 ? line : line.substring(0, end).strip();
        // PostgreSQL's severity, and the connection number of MariaDB's driver.
        if (line.startsWith("FATAL: ") || line.startsWith("ERROR: ")) {
            line = line.substring(7);
        } else if (line.startsWith("(conn=") && line.indexOf(") ") > 0) {
            line = line.substring(line.indexOf(") ") + 2);
        }
        if (line.endsWith(".")) {
            line = line.substring(0, line.length() - 1);
        }
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** SQL Server's driver gives the message of the network only in its own message, without a cause. */
    private static String withoutException(String words, JdbcUrl url) {
        return words.contains("Connection refused") ? "connection refused" + at(url) : words;
    }

    private static String network(Throwable failure) {
        if (failure instanceof UnknownHostException) {
            String message = String.valueOf(failure.getMessage());
            int colon = message.indexOf(':');
            return "unknown host \"" + (colon < 0 ? message : message.substring(0, colon)) + "\"";
        }
        if (failure instanceof SocketTimeoutException) {
            return "no answer";
        }
        if (failure instanceof NoRouteToHostException || failure instanceof PortUnreachableException) {
            return "no route to host";
        }
        if (failure instanceof EOFException) {
            return "connection closed by the server";
        }
        return failure instanceof SocketException ? socket(failure) : "";
    }

    private static String socket(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("refused")) {
            return "connection refused";
        }
        if (message.contains("timed out")) {
            return "no answer";
        }
        if (message.contains("reset") || message.contains("broken pipe")) {
            return "connection closed by the server";
        }
        return failure instanceof ConnectException ? "no connection: " + words(failure) : words(failure);
    }
}
