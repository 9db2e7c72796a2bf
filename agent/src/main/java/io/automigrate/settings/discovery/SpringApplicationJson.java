package io.automigrate.settings.discovery;

import io.automigrate.settings.given.Findings;
import io.automigrate.settings.given.ProgramArguments;
import io.automigrate.settings.given.SettingSources;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings in {@code SPRING_APPLICATION_JSON} or {@code spring.application.json}, by their full names: {@code spring.flyway.table},
 * {@code spring.flyway.locations[0]}.
 */
final class SpringApplicationJson {
    static final String NAME = "SPRING_APPLICATION_JSON";

    private static final String PROPERTY = "spring.application.json";

    private final String text;
    private final Map<String, String> values = new HashMap<>();
    private int at;

    private SpringApplicationJson(String text) {
        this.text = text;
    }

    static boolean isGiven(SettingSources sources) {
        return find(sources) != null;
    }

    private static String find(SettingSources sources) {
        String argument = sources.programArguments().isEmpty()
                ? null
                : ProgramArguments.options(sources.programArguments()).get(PROPERTY);
        String property = argument == null ? sources.systemProperties().get(PROPERTY) : argument;
        return property == null ? sources.environment().get(NAME) : property;
    }

    /** Returns the values by their full names; with a text that is not an object of JSON, none and a warning. */
    static Map<String, String> read(SettingSources sources, Findings findings) {
        SpringApplicationJson json = new SpringApplicationJson(find(sources));
        if (json.text.isBlank()) {
            return Map.of();
        }
        try {
            json.object("");
            json.skipBlanks();
            if (json.at == json.text.length()) {
                return json.values;
            }
        } catch (IllegalArgumentException e) {
            findings.warning(NAME, "the value is no JSON (" + e.getMessage() + "), so no setting is taken from it");
            return Map.of();
        }
        findings.warning(NAME, "there is text behind the JSON object, so no setting is taken from it");
        return Map.of();
    }

    private void value(String name) {
        skipBlanks();
        char c = peek();
        if (c == '{') {
            object(name);
        } else if (c == '[') {
            array(name);
        } else if (c == '"') {
            add(name, string());
        } else {
            String literal = literal();
            add(name, literal.equals("null") ? "" : literal);
        }
    }

    private void add(String name, String value) {
        if (name.startsWith("spring.")) {
            values.put(name, value);
        }
    }

    private void object(String name) {
        expect('{');
        skipBlanks();
        if (peek() == '}') {
            at++;
            return;
        }
        do {
            skipBlanks();
            String key = string();
            expect(':');
            value(name.isEmpty() || key.startsWith("[") ? name + key : name + '.' + key);
        } while (hasNext('}'));
    }

    private void array(String name) {
        expect('[');
        skipBlanks();
        if (peek() == ']') {
            at++;
            return;
        }
        int index = 0;
        do {
            value(name + '[' + index++ + ']');
        } while (hasNext(']'));
    }

    private boolean hasNext(char end) {
        skipBlanks();
        char c = peek();
        if (c != ',' && c != end) {
            throw unexpected();
        }
        at++;
        return c == ',';
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            string.append(c == '\\' ? escaped() : c);
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        if (c == 'u' && at + 4 <= text.length()) {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        int escape = "bfnrt".indexOf(c);
        return escape < 0 ? c : "\b\f\n\r\t".charAt(escape);
    }

    private String literal() {
        int start = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (start == at) {
            throw unexpected();
        }
        return text.substring(start, at);
    }

    private void expect(char c) {
        skipBlanks();
        if (peek() != c) {
            throw unexpected();
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw new IllegalArgumentException("it ends too early");
        }
        return text.charAt(at);
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("unexpected character at position " + (at + 1));
    }
}
