package io.automigrate.engine.watch;

import io.automigrate.migration.Script;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Finds the line of a statement. Flyway's callbacks do not tell the line, so this class searches the script when a message needs the
 * line.
 */
public final class ScriptLines {
    /** A larger script is a dump, where no reader looks for a line. */
    private static final int LARGEST = 10_000_000;

    private final List<Script> scripts;
    private final Map<String, String> placeholders;

    public ScriptLines(List<Script> scripts, Map<String, String> placeholders) {
        this.scripts = scripts;
        this.placeholders = placeholders;
    }

    /** Returns the line, counted from 1; empty when the text is not found, or found more than once. */
    public OptionalInt find(String path, String sql) {
        for (Script script : scripts) {
            if (script.path().equals(path)) {
                return find(script, sql.strip());
            }
        }
        return OptionalInt.empty();
    }

    private OptionalInt find(Script script, String sql) {
        String text;
        try (InputStream in = script.file().open()) {
            text = replaced(decoded(in.readNBytes(LARGEST)));
        } catch (IOException e) {
            return OptionalInt.empty();
        }
        // Flyway turns the line ends of Windows into those of Unix.
        text = text.replace("\r\n", "\n");
        int at = text.indexOf(sql);
        if (at < 0 || sql.isEmpty() || text.indexOf(sql, at + 1) >= 0) {
            return OptionalInt.empty();
        }
        int line = 1;
        for (int i = 0; i < at; i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        return OptionalInt.of(line);
    }

    /** UTF-16 shows by its byte order mark, or by the zero in the first character of a statement; other encodings have the letters of SQL in common. */
    private static String decoded(byte[] bytes) {
        int first = bytes.length > 1 ? bytes[0] & 0xff : 1;
        int second = bytes.length > 1 ? bytes[1] & 0xff : 1;
        Charset charset = StandardCharsets.UTF_8;
        if (first == 0xFE && second == 0xFF || first == 0) {
            charset = StandardCharsets.UTF_16BE;
        } else if (first == 0xFF && second == 0xFE || second == 0) {
            charset = StandardCharsets.UTF_16LE;
        }
        return new String(bytes, charset);
    }

    private String replaced(String text) {
        String result = text;
        for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
            String name = "${" + placeholder.getKey() + "}";
            int from = 0;
            for (int at = indexOf(result, name, from); at >= 0; at = indexOf(result, name, from)) {
                result = result.substring(0, at) + placeholder.getValue() + result.substring(at + name.length());
                from = at + placeholder.getValue().length();
            }
        }
        return result;
    }

    /** Names of placeholders match in any case. */
    private static int indexOf(String text, String name, int from) {
        for (int i = text.indexOf("${", from); i >= 0; i = text.indexOf("${", i + 1)) {
            if (text.regionMatches(true, i, name, 0, name.length())) {
                return i;
            }
        }
        return -1;
    }
}
