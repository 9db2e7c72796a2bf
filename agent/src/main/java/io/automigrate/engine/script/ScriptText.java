package io.automigrate.engine.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flywaydb.core.api.configuration.Configuration;

/**
 * The text of a script with values for its placeholders, as Flyway will run it. A value that Flyway knows only when the script runs,
 * {@code ${flyway:timestamp}} for example, stays as it is.
 *
 * @param sql the text
 * @param missing the placeholders that have no value, at which Flyway stops
 */
public record ScriptText(String sql, List<String> missing) {
    private static final String OF_FLYWAY = "flyway:";

    /** Returns the text of a script with values for its placeholders. */
    public static ScriptText of(String script, String text, Configuration configuration, String schema) {
        Map<String, String> values = new HashMap<>();
        values.put(OF_FLYWAY + "defaultschema", schema);
        values.put(OF_FLYWAY + "table", configuration.getTable());
        values.put(OF_FLYWAY + "filename", script.substring(script.lastIndexOf('/') + 1));
        configuration.getPlaceholders().forEach((name, value) -> values.put(name.toLowerCase(Locale.ROOT), value));
        return replace(text, configuration.getPlaceholderPrefix(), configuration.getPlaceholderSuffix(), values);
    }

    private static ScriptText replace(String text, String prefix, String suffix, Map<String, String> values) {
        StringBuilder sql = new StringBuilder(text.length());
        List<String> missing = new ArrayList<>();
        int from = 0;
        int begin = text.indexOf(prefix);
        while (begin >= 0) {
            int end = text.indexOf(suffix, begin + prefix.length());
            if (end < 0) {
                break;
            }
            String placeholder = text.substring(begin, end + suffix.length());
            String name = text.substring(begin + prefix.length(), end).toLowerCase(Locale.ROOT);
            String value = values.get(name);
            if (value == null && !name.startsWith(OF_FLYWAY) && !missing.contains(placeholder)) {
                missing.add(placeholder);
            }
            sql.append(text, from, begin).append(value == null ? placeholder : value);
            from = end + suffix.length();
            begin = text.indexOf(prefix, from);
        }
        return new ScriptText(sql.append(text, from, text.length()).toString(), missing);
    }
}
