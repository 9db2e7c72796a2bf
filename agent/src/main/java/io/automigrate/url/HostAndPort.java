package io.automigrate.url;

/** The part of a URL that names the server: {@code db:5432}, or several servers separated by commas. */
public final class HostAndPort {
    private static final int LARGEST_PORT = 65535;

    private HostAndPort() {}

    /**
     * Checks the ports in the text that follows {@code //}. A driver would print a wrong port on standard error, and a wrong port is
     * likely to be a password without "@host" after it.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public static void check(String afterSlashes) {
        String authority = authority(afterSlashes);
        if (authority.indexOf('(') >= 0) {
            return;
        }
        int start = 0;
        while (start < authority.length()) {
            int comma = authority.indexOf(',', start);
            int end = comma < 0 ? authority.length() : comma;
            if (isBareAddress(authority.substring(start, end))) {
                throw new IllegalArgumentException("an IPv6 address needs brackets around it, write //"
                        + bracketed(authority.substring(start, end)) + "/database");
            }
            int colon = portColon(authority, start, end);
            if (colon >= 0 && !isPort(authority.substring(colon + 1, end))) {
                throw new IllegalArgumentException(
                        "what follows the host and \":\" is no port number, " + form(afterSlashes));
            }
            start = end + 1;
        }
    }

    /** An account is the likely mistake only where the URL holds a sign that ends a name of a host, or an "@". */
    private static String form(String afterSlashes) {
        return afterSlashes.indexOf('@') < 0 && afterSlashes.indexOf('?') < 0
                ? "write //host:port/database with a port up to " + LARGEST_PORT
                        + ", and an account before the host as user:password@"
                : "write user:password@host:port/database, a \"?\" in the password as %3F";
    }

    /** Returns whether the text is an IPv6 address without the brackets that tell the address from the port: {@code ::1:5432}. */
    public static boolean isBareAddress(String text) {
        int colons = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                colons++;
            } else if (Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return colons > 2 || colons == 2 && text.contains("::");
    }

    private static String bracketed(String address) {
        int colon = address.lastIndexOf(':');
        String last = address.substring(colon + 1);
        // A group of an address has at most four digits, so this may be a port or a group. Ports are more usual.
        boolean isPort = last.length() >= 4 && isPort(last) && !address.endsWith("::" + last);
        return isPort ? '[' + address.substring(0, colon) + "]:" + last : '[' + address + ']';
    }

    /** Returns the servers with their ports, as text for messages; {@code defaultPort} 0 means that there is none. */
    public static String withPorts(String authority, int defaultPort) {
        StringBuilder hosts = new StringBuilder(authority.length() + 8);
        int start = 0;
        while (start <= authority.length()) {
            int comma = authority.indexOf(',', start);
            int end = comma < 0 ? authority.length() : comma;
            hosts.append(start == 0 ? "" : ",").append(start == end ? "localhost" : authority.substring(start, end));
            if (defaultPort > 0 && portColon(authority, start, end) < 0) {
                hosts.append(':').append(defaultPort);
            }
            start = end + 1;
        }
        return hosts.toString();
    }

    /** Returns the text before the path and the parameters. */
    public static String authority(String afterSlashes) {
        int end = 0;
        while (end < afterSlashes.length() && "/?#;".indexOf(afterSlashes.charAt(end)) < 0) {
            end++;
        }
        return afterSlashes.substring(0, end);
    }

    /** Returns a server's name without its port: {@code [::1]} of {@code [::1]:5432}. */
    public static String withoutPort(String host) {
        int colon = portColon(host, 0, host.length());
        return colon < 0 ? host : host.substring(0, colon);
    }

    private static int portColon(String authority, int start, int end) {
        int i = start;
        if (i < end && authority.charAt(i) == '[') {
            // IPv6: [::1]:5432
            int bracket = authority.indexOf(']', i);
            i = bracket < 0 ? i : bracket;
        }
        int colon = authority.indexOf(':', i);
        return colon < end ? colon : -1;
    }

    private static boolean isPort(String text) {
        if (text.isEmpty() || text.length() > 5) {
            return false;
        }
        int port = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            port = port * 10 + c - '0';
        }
        return port <= LARGEST_PORT;
    }
}
