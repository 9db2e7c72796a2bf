package io.automigrate.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the servers and the database out of the forms that most JDBC URLs share. */
public final class ServerPlaces {
    private ServerPlaces() {}

    /**
     * Returns the servers with their ports, {@code db:5432}; null when the URL names no server or hides it in a form of its own.
     *
     * @param defaultPort the port of a server without one; 0 when there is none
     */
    public static String endpoint(String url, int defaultPort) {
        int slashes = url.indexOf("//");
        if (slashes < 0) {
            return null;
        }
        String authority = HostAndPort.authority(url.substring(slashes + 2));
        authority = authority.substring(authority.lastIndexOf('@') + 1);
        boolean ownForm = authority.indexOf('(') >= 0 || authority.indexOf('=') >= 0;
        if (ownForm || authority.isEmpty() && defaultPort == 0) {
            return null;
        }
        // SQL Server finds the port of a named instance (host\name) itself.
        return HostAndPort.withPorts(authority, authority.indexOf('\\') >= 0 ? 0 : defaultPort);
    }

    /**
     * Returns {@code host/database} for each host in {@code //host:port,host:port/database}; without {@code //} what follows the scheme.
     *
     * @param separator the character with which the parameters begin
     * @param otherwise the database when the path names none
     */
    public static List<String> of(String url, char separator, String otherwise) {
        int slashes = url.indexOf("//");
        if (slashes < 0) {
            return List.of(afterScheme(url));
        }
        String rest = url.substring(slashes + 2);
        int open = rest.indexOf('(');
        int slash = open < 0 ? rest.indexOf('/') : rest.indexOf('/', rest.lastIndexOf(')'));
        String end = before(rest, String.valueOf(separator));
        String authority = slash < 0 || slash > end.length() ? end : rest.substring(0, slash);
        String path = authority.length() >= end.length() ? "" : end.substring(authority.length() + 1);
        String database = path.isEmpty() ? otherwise : PercentEncoding.decode(path);
        List<String> places = new ArrayList<>();
        if (open >= 0) {
            // address=(host=db)(port=3306)
            addNamed(authority, "(host=", database, places);
            return places.isEmpty() ? List.of(authority + '/' + database) : places;
        }
        for (String host : authority.substring(authority.lastIndexOf('@') + 1).split(",")) {
            places.add((host.isEmpty() ? "localhost" : HostAndPort.withoutPort(host)) + '/' + database);
        }
        return places;
    }

    /** Returns the text between the scheme and the parameters: {@code shop} of {@code jdbc:postgresql:shop?ssl=true}. */
    public static String afterScheme(String url) {
        return afterScheme(url, "?;");
    }

    /** Returns the text between the scheme and the first of these characters. */
    public static String afterScheme(String url, String ends) {
        return before(url.substring(url.indexOf(':', JdbcUrl.SCHEME.length()) + 1), ends);
    }

    /** Returns a path without the word {@code file:} before it. */
    public static String file(String path) {
        return path.startsWith("file:") ? path.substring("file:".length()) : path;
    }

    /** Adds {@code value/database} for each {@code name} in a text: {@code (host=db)}. */
    public static void addNamed(String text, String name, String database, List<String> places) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (int at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
            places.add(named(text.substring(at), name) + '/' + database);
        }
    }

    /** Returns the first value with this name in a text, {@code (host=db)}; empty for none. */
    public static String named(String text, String name) {
        int at = text.toLowerCase(Locale.ROOT).indexOf(name);
        return at < 0 ? "" : before(text.substring(at + name.length()), ")").trim();
    }

    /** Returns the text before the first of these characters. */
    public static String before(String text, String ends) {
        int end = 0;
        while (end < text.length() && ends.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, end);
    }
}
