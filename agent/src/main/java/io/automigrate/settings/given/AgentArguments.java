package io.automigrate.settings.given;

import io.automigrate.settings.names.NearestSetting;
import io.automigrate.settings.names.Setting;
import io.automigrate.settings.names.SettingName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Splits the text after {@code -javaagent:agent.jar=} into settings: {@code url=jdbc:h2:mem:x;wait_timeout=5s}.
 *
 * <p>A semicolon ends a value, but H2's and SQL Server's URLs hold semicolons themselves ({@code jdbc:h2:mem:x;MODE=MySQL}). So a
 * semicolon ends the value of {@code url} only when the name of a setting in lower case, or a similar name, and {@code =} follow.
 */
record AgentArguments(String text, Findings findings) {
    /** Returns the names and values as the user wrote them, in their order. */
    List<Map.Entry<String, String>> list() {
        List<Map.Entry<String, String>> arguments = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = endOrNext(';', start);
            int equals = text.indexOf('=', start);
            if (equals < 0 || equals > end) {
                withoutValue(text.substring(start, end).trim());
            } else {
                String name = text.substring(start, equals).trim();
                end = isUrl(SettingName.canonical(name)) ? endOfUrl(equals + 1) : end;
                arguments.add(Map.entry(name, text.substring(equals + 1, end)));
            }
            start = end + 1;
        }
        return arguments;
    }

    private static boolean isUrl(String key) {
        return key.equals(Setting.URL.name()) || key.endsWith("_URL");
    }

    private void withoutValue(String argument) {
        if (!argument.isEmpty()) {
            // The message does not quote the text, which may be the rest of a password that holds a semicolon.
            findings.problem(
                    "agent argument without \"=\"",
                    "write name=value pairs separated by \";\", and give a value that holds a \";\" as a system property"
                            + " or an environment variable");
        }
    }

    private int endOfUrl(int from) {
        int end = endOrNext(';', from);
        while (end < text.length() && !argumentStartsAt(end + 1)) {
            end = endOrNext(';', end + 1);
        }
        return end;
    }

    private boolean argumentStartsAt(int start) {
        int equals = text.indexOf('=', start);
        if (equals < 0) {
            return false;
        }
        String name = text.substring(start, equals).trim();
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == ';' || Character.isUpperCase(name.charAt(i))) {
                return false;
            }
        }
        // A name with a dot, orders.user, is a setting of one of several databases.
        int dot = name.indexOf('.');
        return SettingName.of(name) != null
                || NearestSetting.of(SettingName.canonical(name)) != null
                || dot > 0 && SettingName.of(name.substring(dot + 1)) != null;
    }

    private int endOrNext(char c, int from) {
        int next = text.indexOf(c, from);
        return next < 0 ? text.length() : next;
    }
}
