package io.automigrate.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which database a URL leads to, as {@code host/database}: without the port and the parameters, and once for each of several hosts. A
 * database in a file or in this process has no host, and its place is what the URL calls it: {@code /data/shop}, {@code mem:shop}.
 */
public final class DatabasePlace {
    private final String vendor;
    private final String url;
    private final String user;

    private DatabasePlace(JdbcUrl url, String user) {
        this.vendor = url.vendor();
        this.url = url.value();
        this.user = user;
    }

    /**
     * Returns the places; never empty.
     *
     * @param user the account, whose name is the database's on PostgreSQL when the URL names none; may be empty
     */
    public static List<String> of(JdbcUrl url, String user) {
        return new DatabasePlace(url, user).list();
    }

    private List<String> list() {
        return switch (vendor) {
            case "h2" ->
                url.startsWith("jdbc:h2:tcp:") || url.startsWith("jdbc:h2:ssl:")
                        ? network(';', "")
                        : List.of(file(before(url.substring("jdbc:h2:".length()), ";")));
            case "sqlite" -> List.of(file(before(url.substring("jdbc:sqlite:".length()), "?")));
            case "oracle" -> oracle();
            case "sqlserver" -> network(';', parameter("databaseName", "database"));
            case "postgresql" -> postgresql();
            default -> url.indexOf("//") < 0 ? List.of(afterScheme()) : network('?', "");
        };
    }

    private static String file(String path) {
        return path.startsWith("file:") ? path.substring("file:".length()) : path;
    }

    private String afterScheme() {
        return before(url.substring(url.indexOf(':', "jdbc:".length()) + 1), "?;");
    }

    private List<String> postgresql() {
        if (url.indexOf("//") < 0) {
            // jdbc:postgresql:shop
            String database = afterScheme();
            return List.of("localhost/" + (database.isEmpty() ? user : PercentEncoding.decode(database)));
        }
        return network('?', user);
    }

    /**
     * @param separator what the parameters begin with
     * @param otherwise the database when the path names none
     */
    private List<String> network(char separator, String otherwise) {
        String rest = url.substring(url.indexOf("//") + 2);
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
            places.add((host.isEmpty() ? "localhost" : withoutPort(host)) + '/' + database);
        }
        return places;
    }

    /** {@code @//host:1521/service}, {@code @host:1521:SID}, a description in parentheses, or a name that only the client can resolve. */
    private List<String> oracle() {
        String target = url.substring(url.lastIndexOf('@') + 1);
        if (target.startsWith("(")) {
            String database = named(target, "(service_name=");
            List<String> places = new ArrayList<>();
            addNamed(target, "(host=", database.isEmpty() ? named(target, "(sid=") : database, places);
            return places.isEmpty() ? List.of(target) : places;
        }
        String bare = before(target.substring(target.indexOf("//") < 0 ? 0 : target.indexOf("//") + 2), "?");
        int slash = bare.indexOf('/');
        int lastColon = bare.lastIndexOf(':');
        if (slash < 0 && lastColon < 0) {
            return List.of('/' + bare);
        }
        boolean hasSid = slash < 0;
        String hosts = bare.substring(0, hasSid ? lastColon : slash);
        List<String> places = new ArrayList<>();
        for (String host : hosts.split(",")) {
            places.add(withoutPort(host) + '/' + bare.substring((hasSid ? lastColon : slash) + 1));
        }
        return places;
    }

    private static void addNamed(String text, String name, String database, List<String> places) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (int at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
            places.add(named(text.substring(at), name) + '/' + database);
        }
    }

    private static String named(String text, String name) {
        int at = text.toLowerCase(Locale.ROOT).indexOf(name);
        return at < 0 ? "" : before(text.substring(at + name.length()), ")").trim();
    }

    private static String withoutPort(String host) {
        int bracket = host.indexOf(']');
        int colon = host.indexOf(':', Math.max(bracket, 0));
        return colon < 0 ? host : host.substring(0, colon);
    }

    private String parameter(String... names) {
        for (String part : url.split(";")) {
            int equals = part.indexOf('=');
            for (String name : names) {
                if (equals > 0 && part.substring(0, equals).trim().equalsIgnoreCase(name)) {
                    return part.substring(equals + 1).trim();
                }
            }
        }
        return "";
    }

    private static String before(String text, String ends) {
        int end = 0;
        while (end < text.length() && ends.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, end);
    }
}
