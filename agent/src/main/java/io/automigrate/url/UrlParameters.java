package io.automigrate.url;

/**
 * The parameters in a JDBC URL: {@code ?user=shop&password=x} of PostgreSQL, MySQL and MariaDB, {@code ;USER=sa;PASSWORD=x} of H2
 * and SQL Server. Drivers prefer the account there to the account beside the URL (H2 refuses both), so the parameters have to be removed
 * when another account is to log in. Otherwise they stay: only the driver knows how it decodes them.
 */
public final class UrlParameters {
    private UrlParameters() {}

    /**
     * Returns the URL without its password and, if {@code user} says so, without its user.
     *
     * @param first the character with which the parameters begin
     * @param separator the character between two parameters
     */
    public static JdbcUrl withoutAccount(JdbcUrl url, char first, char separator, boolean user) {
        return new JdbcUrl(without(url.value(), first, separator, user));
    }

    /**
     * Returns the URL so that a driver which decodes its parameters can read them: a {@code %} that stands for itself is encoded.
     *
     * @param hash whether {@code #} is encoded as well, because the driver takes it for the end of the parameters
     */
    public static JdbcUrl readable(JdbcUrl jdbcUrl, boolean hash) {
        String url = jdbcUrl.value();
        int query = url.indexOf('?');
        if (query < 0) {
            return jdbcUrl;
        }
        StringBuilder readable = new StringBuilder(url.length() + 8).append(url, 0, query);
        for (int i = query; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c == '%' && !PercentEncoding.isEncoded(url, i)) {
                readable.append("%25");
            } else if (c == '#' && hash) {
                readable.append("%23");
            } else {
                readable.append(c);
            }
        }
        return new JdbcUrl(readable.toString());
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
