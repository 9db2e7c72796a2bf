package io.automigrate.framework.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys and the values of a YAML file, as far as applications configure a framework with it: mappings in lines, lists of plain values,
 * several documents. Good enough for a warning, and for nothing else.
 */
final class YamlKeys {
    private record Level(int indent, String key) {}

    private final List<Map<String, String>> documents = new ArrayList<>();
    private final List<Level> levels = new ArrayList<>();
    private Map<String, String> current = new HashMap<>();

    private YamlKeys() {}

    /** Returns the documents of a file, each with its values by their full keys: {@code spring.flyway.table}. */
    static List<Map<String, String>> read(List<String> lines) {
        YamlKeys keys = new YamlKeys();
        for (String line : lines) {
            keys.read(line);
        }
        keys.documents.add(keys.current);
        return keys.documents;
    }

    private void read(String line) {
        String text = withoutComment(line).strip();
        if (text.equals("---") || text.startsWith("--- ")) {
            documents.add(current);
            current = new HashMap<>();
            levels.clear();
        } else if (text.startsWith("- ")) {
            String key = key("");
            current.merge(key, value(text.substring(2)), (one, other) -> one.isEmpty() ? other : one + ',' + other);
        } else if (!text.isEmpty()) {
            readMapping(line, text);
        }
    }

    private void readMapping(String line, String text) {
        int colon = text.endsWith(":") ? text.length() - 1 : text.indexOf(": ");
        if (colon <= 0) {
            return;
        }
        int indent = line.indexOf(text.charAt(0));
        while (!levels.isEmpty() && levels.get(levels.size() - 1).indent() >= indent) {
            levels.remove(levels.size() - 1);
        }
        String name = value(text.substring(0, colon));
        String value = value(text.substring(colon + 1));
        current.put(key(name), value);
        levels.add(new Level(indent, name));
    }

    private String key(String last) {
        StringBuilder key = new StringBuilder();
        for (Level level : levels) {
            key.append(key.isEmpty() ? "" : ".").append(level.key());
        }
        return key.append(key.isEmpty() || last.isEmpty() ? "" : ".")
                .append(last)
                .toString();
    }

    private static String withoutComment(String line) {
        int comment = line.startsWith("#") ? 0 : line.indexOf(" #");
        return comment < 0 ? line : line.substring(0, comment);
    }

    /** Returns the text without quotes; a list in brackets as a list with commas. */
    private static String value(String text) {
        String value = text.strip();
        if (value.startsWith("[") && value.endsWith("]")) {
            StringBuilder list = new StringBuilder();
            for (String element : value.substring(1, value.length() - 1).split(",")) {
                list.append(list.isEmpty() ? "" : ",").append(value(element));
            }
            return list.toString();
        }
        boolean isQuoted = value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }
}
