package io.automigrate.url;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A JDBC URL of PostgreSQL, MariaDB or MySQL in parts, for programs that take these parts one by one.
 *
 * @param hosts the servers' names, without the brackets of IPv6; at least one
 * @param ports their ports; empty where the URL has none
 * @param database may be empty
 * @param parameters the parameters behind {@code ?}, decoded; looked up without regard to case
 */
public record ServerUrl(List<String> hosts, List<String> ports, String database, Map<String, String> parameters) {

    /** Takes a URL apart; empty when it has a form that only its driver knows. */
    public static Optional<ServerUrl> of(JdbcUrl url) {
        String value = url.value();
        int query = value.indexOf('?');
        String address = query < 0 ? value : value.substring(0, query);
        Map<String, String> parameters =
                query < 0 ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER) : parameters(value.substring(query + 1));
        int slashes = address.indexOf("//");
        String rest = slashes < 0
                // jdbc:postgresql:shop is on this machine.
                ? "/" + address.substring(address.lastIndexOf(':') + 1).replaceFirst("^/", "")
                : address.substring(slashes + 2);
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String database = slash < 0 ? "" : decoded(rest.substring(slash + 1));
        if (authority.indexOf('(') >= 0 || authority.indexOf('@') >= 0) {
            return Optional.empty();
        }
        List<String> hosts = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        for (String server : authority.split(",", -1)) {
            int colon = server.indexOf(':', Math.max(0, server.indexOf(']')));
            String host = colon < 0 ? server : server.substring(0, colon);
            hosts.add(host.isEmpty() ? "localhost" : host.replaceAll("[\\[\\]]", ""));
            ports.add(colon < 0 ? "" : server.substring(colon + 1));
        }
        return Optional.of(new ServerUrl(hosts, ports, database, parameters));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String parameter : query.split("&")) {
            int equals = parameter.indexOf('=');
            if (equals < 0) {
                parameters.put(decoded(parameter), "");
            } else {
                parameters.put(decoded(parameter.substring(0, equals)), decoded(parameter.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // MariaDB's driver takes a "%" for itself.
            return text;
        }
    }

    /** Returns the servers' ports, in the order of the servers, with this one where the URL has none. */
    public List<String> ports(String usual) {
        return ports.stream().map(port -> port.isEmpty() ? usual : port).toList();
    }

    /** Returns a parameter's value; empty when the URL does not name it. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Returns a word among the values of a parameter, in lower case and without {@code -} and {@code _}. */
    public Optional<String> word(String name) {
        return parameter(name)
                .map(value -> value.toLowerCase(Locale.ROOT).replace("-", "").replace("_", ""));
    }
}
