package io.automigrate.url;

/** Finds the server in a JDBC URL, for messages. */
final class Endpoint {
    private Endpoint() {}

    /** Returns {@code db:5432}, or {@code null} where the URL names no server or hides it in a form of its own. */
    static String of(JdbcUrl url) {
        String vendor = url.vendor();
        String value = url.value();
        return switch (vendor) {
            case "oracle" -> oracle(value);
            case "h2" ->
                value.startsWith("jdbc:h2:tcp:") || value.startsWith("jdbc:h2:ssl:") ? network(value, vendor) : null;
            case "sqlite" -> null;
            case "postgresql" -> value.indexOf("//") < 0 ? "localhost:5432" : network(value, vendor);
            default -> network(value, vendor);
        };
    }

    private static String network(String value, String vendor) {
        int slashes = value.indexOf("//");
        if (slashes < 0 || value.startsWith("jdbc:tc:")) {
            return null;
        }
        String authority = HostAndPort.authority(value.substring(slashes + 2));
        authority = authority.substring(authority.lastIndexOf('@') + 1);
        boolean ownForm = authority.indexOf('(') >= 0 || authority.indexOf('=') >= 0;
        int port = Vendor.defaultPort(vendor);
        if (ownForm || authority.isEmpty() && (port == 0 || vendor.equals("sqlserver"))) {
            return null;
        }
        // SQL Server finds the port of a named instance (host\name) itself.
        return HostAndPort.withPorts(authority, authority.indexOf('\\') >= 0 ? 0 : port);
    }

    /** {@code @//host:1521/service}, {@code @host:1521:SID}; neither the name of a TNS entry nor a description. */
    private static String oracle(String value) {
        int at = value.indexOf('@');
        if (at < 0) {
            return null;
        }
        String target = value.substring(value.lastIndexOf('@') + 1);
        int slashes = target.indexOf("//");
        if (slashes >= 0) {
            return slashes == 0 || target.startsWith("tcp")
                    ? HostAndPort.withPorts(HostAndPort.authority(target.substring(slashes + 2)), 1521)
                    : null;
        }
        int colon = target.indexOf(':');
        if (colon < 0 || target.startsWith("(")) {
            return null;
        }
        int end = colon + 1;
        while (end < target.length() && Character.isDigit(target.charAt(end))) {
            end++;
        }
        return end > colon + 1 ? target.substring(0, end) : null;
    }
}
