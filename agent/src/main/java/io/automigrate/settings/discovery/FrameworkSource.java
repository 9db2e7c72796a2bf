package io.automigrate.settings.discovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One place where frameworks read their settings, with the spellings that they accept there. Names of properties are compared without
 * case, {@code -} and {@code _}: {@code initSqls} is {@code init-sqls}. In variables Spring Boot leaves dashes out; Spring Boot and all
 * other frameworks also write {@code _} for dashes: {@code SPRING_FLYWAY_INITSQLS}, {@code SPRING_FLYWAY_INIT_SQLS}.
 */
final class FrameworkSource {
    /** The names that frameworks give to the settings read here begin with one of these. */
    private static final String[] PREFIXES = {"spring", "quarkus", "flyway", "datasources", "jdbc", "database"};

    private final boolean isEnvironment;
    private final String before;
    private final String after;
    private final Map<String, Map.Entry<String, String>> entries = new HashMap<>();

    private FrameworkSource(boolean isEnvironment, String before, String after) {
        this.isEnvironment = isEnvironment;
        this.before = before;
        this.after = after;
    }

    /**
     * Makes a source of names with dots.
     *
     * @param before the text that messages put before a name
     * @param after the text that messages put behind a name
     */
    static FrameworkSource ofProperties(Map<String, String> properties, String before, String after) {
        FrameworkSource source = new FrameworkSource(false, before, after);
        for (Map.Entry<String, String> property : properties.entrySet()) {
            source.add(property);
        }
        return source;
    }

    /** Makes a source of environment variables; those whose names have dots are left to {@link #ofDottedVariables}. */
    static FrameworkSource ofVariables(Map<String, String> environment) {
        FrameworkSource source = new FrameworkSource(true, "", "");
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            if (variable.getKey().indexOf('.') < 0) {
                source.add(variable);
            }
        }
        return source;
    }

    /** Makes a source of the variables that have the name of a property, as Kubernetes allows. */
    static FrameworkSource ofDottedVariables(Map<String, String> environment) {
        FrameworkSource source = new FrameworkSource(false, "", "");
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            if (variable.getKey().indexOf('.') >= 0) {
                source.add(variable);
            }
        }
        return source;
    }

    private void add(Map.Entry<String, String> entry) {
        if (isOfFramework(entry.getKey())) {
            String key = canonical(entry.getKey());
            Map.Entry<String, String> other = entries.get(key);
            // When one setting has two spellings, the same spelling wins in every start.
            if (other == null || entry.getKey().compareTo(other.getKey()) < 0) {
                entries.put(key, entry);
            }
        }
    }

    private static boolean isOfFramework(String name) {
        for (String prefix : PREFIXES) {
            if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Returns the name as it was written and the value; {@code null} when the setting is not given. */
    Map.Entry<String, String> find(String property) {
        if (!isEnvironment) {
            return entries.get(canonical(property));
        }
        Map.Entry<String, String> found = entries.get(variable(property));
        return found == null && property.indexOf('-') >= 0 ? entries.get(variable(property.replace("-", ""))) : found;
    }

    /** Returns the elements of a list that is given element by element, {@code locations[0]} or {@code LOCATIONS_0}, up to the first gap. */
    List<Map.Entry<String, String>> elements(String property) {
        List<Map.Entry<String, String>> elements = new ArrayList<>();
        Map.Entry<String, String> element = element(property, 0);
        while (element != null) {
            elements.add(element);
            element = element(property, elements.size());
        }
        return elements;
    }

    private Map.Entry<String, String> element(String property, int index) {
        if (!isEnvironment) {
            return entries.get(canonical(property + '[' + index + ']'));
        }
        Map.Entry<String, String> found = find(property + '_' + index);
        // Quarkus: each character of [0] that is neither letter nor digit becomes an underscore.
        return found == null ? find(property + '_' + index + '_') : found;
    }

    /** Returns all settings below a prefix that ends with a dot. */
    List<Map.Entry<String, String>> below(String prefix) {
        String start = isEnvironment ? variable(prefix) : canonical(prefix);
        List<Map.Entry<String, String>> below = new ArrayList<>();
        for (Map.Entry<String, Map.Entry<String, String>> entry : entries.entrySet()) {
            if (entry.getKey().startsWith(start) && entry.getKey().length() > start.length()) {
                below.add(entry.getValue());
            }
        }
        return below;
    }

    /** Returns whether a setting below this prefix is given. */
    boolean hasAny(String prefix) {
        String start = isEnvironment ? variable(prefix) : canonical(prefix);
        for (String name : entries.keySet()) {
            if (name.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the text for messages of a name that was written here. */
    String shown(String name) {
        return before + name + after;
    }

    /** Returns the text for messages of a property, spelled as here. */
    String spelled(String property) {
        return shown(isEnvironment ? variable(property) : property);
    }

    boolean isEnvironment() {
        return isEnvironment;
    }

    private String canonical(String name) {
        if (isEnvironment) {
            return name.toUpperCase(Locale.ROOT);
        }
        StringBuilder canonical = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '[') {
                // locations[0] and placeholders[table_prefix] are below their names.
                canonical.append('.');
            }
            if (c != '-' && c != '_') {
                canonical.append(Character.toLowerCase(c));
            }
        }
        return canonical.toString();
    }

    /** Returns the environment variable that stands for a property. */
    static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
