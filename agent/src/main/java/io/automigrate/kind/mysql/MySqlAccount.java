package io.automigrate.kind.mysql;

import io.automigrate.kind.AccountRights;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code SHOW GRANTS}: what an account may do, as statements that would allow it. */
final class MySqlAccount implements AccountRights {
    private static final Set<String> NEEDED =
            new TreeSet<>(List.of("SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "INDEX"));
    private static final Pattern GRANT = Pattern.compile("GRANT (.*) ON (?:TABLE )?(\\S+)\\.(\\S+) TO .*");

    /** Made here, because the verifier of a class that makes this object would load the type that it returns. */
    static AccountRights rights() {
        return new MySqlAccount();
    }

    @Override
    public String encryption(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW SESSION STATUS LIKE 'Ssl_version'")) {
            return rows.next() ? rows.getString(2) : null;
        }
    }

    @Override
    public List<Observation> privileges(Connection connection, List<String> schemas) throws SQLException {
        String catalog = connection.getCatalog();
        if (catalog == null && schemas.isEmpty()) {
            // The URL names no database, which the check of the history reports.
            return List.of();
        }
        String database = catalog == null ? schemas.get(0) : catalog;
        Set<String> missing = new TreeSet<>(NEEDED);
        boolean hasRoles = false;
        for (String grant : grants(connection)) {
            Matcher matcher = GRANT.matcher(grant);
            if (!matcher.matches()) {
                hasRoles = true;
            } else if (matches(matcher.group(2), database) && matcher.group(3).equals("*")) {
                missing.removeAll(rights(matcher.group(1)));
            }
        }
        return List.of(observation(missing, hasRoles, database));
    }

    private static Observation observation(Set<String> missing, boolean hasRoles, String database) {
        if (missing.isEmpty()) {
            return new Observation(
                    Verdict.ALLOWED, "The account may make and alter tables in \"" + database + "\"", "");
        }
        String rights = String.join(", ", missing);
        if (hasRoles) {
            return new Observation(
                    Verdict.DOUBTFUL,
                    "The account itself lacks " + rights + " on \"" + database + "\"; it has a role",
                    "see that the role has these rights, and is a default role of the account");
        }
        String text = "The account lacks " + rights + " on \"" + database + "\"";
        String remedy = "GRANT " + rights + " ON `" + database + "`.* TO the account";
        boolean tables = missing.contains("CREATE") || missing.contains("INSERT") || missing.contains("SELECT");
        return tables
                ? new Observation(Verdict.REFUSED, text, remedy)
                : new Observation(Verdict.DOUBTFUL, text, remedy + ", when scripts need them");
    }

    private static List<String> grants(Connection connection) throws SQLException {
        List<String> grants = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW GRANTS")) {
            while (rows.next()) {
                grants.add(rows.getString(1));
            }
        }
        return grants;
    }

    static Set<String> rights(String list) {
        String upper = list.toUpperCase(Locale.ROOT);
        if (upper.startsWith("ALL PRIVILEGES")) {
            return NEEDED;
        }
        Set<String> rights = new TreeSet<>();
        for (String right : upper.split(",")) {
            rights.add(right.strip());
        }
        return rights;
    }

    /** In the name of a database {@code %} and {@code _} stand for others, unless a backslash is before them. */
    static boolean matches(String granted, String database) {
        String name = granted.replace("`", "");
        if (name.equals("*")) {
            return true;
        }
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\' && i + 1 < name.length()) {
                i++;
                pattern.append(Pattern.quote(String.valueOf(name.charAt(i))));
            } else {
                pattern.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return database.matches(pattern.toString());
    }
}
