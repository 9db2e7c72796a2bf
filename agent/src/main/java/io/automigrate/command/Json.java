package io.automigrate.command;

import io.automigrate.report.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes maps, lists and values as JSON (RFC 8259) on one line. */
final class Json {
    private Json() {}

    /**
     * Returns the text.
     *
     * @param value a map with strings for keys, a list, a string, a number, a boolean, null, or an optional of these
     */
    static String of(Object value) {
        StringBuilder text = new StringBuilder(256);
        append(value, text);
        return text.toString();
    }

    private static void append(Object value, StringBuilder to) {
        if (value instanceof Optional<?> optional) {
            append(optional.orElse(null), to);
        } else if (value instanceof Map<?, ?> map) {
            appendMap(map, to);
        } else if (value instanceof List<?> list) {
            String separator = "[";
            for (Object element : list) {
                to.append(separator);
                append(element, to);
                separator = ",";
            }
            to.append(list.isEmpty() ? "[]" : "]");
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            to.append(value);
        } else {
            appendString(value.toString(), to);
        }
    }

    private static void appendMap(Map<?, ?> map, StringBuilder to) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            to.append(separator);
            appendString(entry.getKey().toString(), to);
            to.append(':');
            append(entry.getValue(), to);
            separator = ",";
        }
        to.append(map.isEmpty() ? "{}" : "}");
    }

    private static void appendString(String text, StringBuilder to) {
        to.append('"');
        JsonText.escape(text, to);
        to.append('"');
    }
}
