package io.automigrate.url;

/**
 * The parameters in a JDBC URL: {@code ?user=shop&password=x} of PostgreSQL, MySQL and MariaDB, {@code ;USER=sa;PASSWORD=x} of H2
 * and SQL Server. Drivers prefer them to what is given beside the URL (H2 refuses both), so they have to go where other
 * credentials shall hold. Otherwise they stay: only the driver knows how it decodes them.
 */
public final class UrlParameters {
    private UrlParameters() {}

    /** Returns the URL without its password and, if so wanted, without its user. */
    public static JdbcUrl withoutAccount(JdbcUrl url, boolean user) {
        return switch (url.subprotocol()) {
            case "postgresql", "mysql", "mariadb" -> new JdbcUrl(without(url.value(), '?', '&', user));
            case "h2", "sqlserver" -> new JdbcUrl(without(url.value(), ';', ';', user));
            default -> url;
        };
    }

    /**
     * Returns the URL so that the driver can read its parameters: PostgreSQL's and MySQL's decode them and fail at a {@code %} that
     * stands for itself, MySQL's takes {@code #} for the end. MariaDB's takes them as they are.
     */
    static String readable(String url) {
        boolean mysql = url.startsWith("jdbc:mysql:");
        int query = url.indexOf('?');
        if (query < 0 || !mysql && !url.startsWith("jdbc:postgresql:")) {
            return url;
        }
        StringBuilder readable = new StringBuilder(url.length() + 8).append(url, 0, query);
        for (int i = query; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c == '%' && !PercentEncoding.isEncoded(url, i)) {
                readable.append("%25");
            } else if (c == '#' && mysql) {
                readable.append("%23");
            } else {
                readable.append(c);
            }
        }
        return readable.toString();
    }

    private static String without(String url, char first, char separator, boolean user) {
        int start = url.indexOf(first);
        if (start < 0) {
            return url;
        }
        StringBuilder kept = new StringBuilder(url.length()).append(url, 0, start);
        char lead = first;
        int from = start + 1;
        while (from <= url.length()) {
            int end = parameterEnd(url, from, separator);
            if (!isAccount(url.substring(from, end), user)) {
                kept.append(lead).append(url, from, end);
                lead = separator;
            }
            from = end + 1;
        }
        return kept.toString();
    }

    private static int parameterEnd(String url, int from, char separator) {
        int i = from;
        while (i < url.length() && url.charAt(i) != separator) {
            if (separator == ';' && url.charAt(i) == '\\') {
                // H2: PASSWORD=a\;b
                i++;
            } else if (separator == ';' && url.startsWith("={", i)) {
                // SQL Server: password={a;b}
                i = Math.max(i, url.indexOf('}', i));
            }
            i++;
        }
        return Math.min(i, url.length());
    }

    private static boolean isAccount(String parameter, boolean user) {
        int equals = parameter.indexOf('=');
        if (equals < 0) {
            return false;
        }
        String name = parameter.substring(0, equals);
        return name.equalsIgnoreCase("password")
                || user && (name.equalsIgnoreCase("user") || name.equalsIgnoreCase("userName"));
    }
}
