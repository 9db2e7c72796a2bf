package io.automigrate.console;

import io.automigrate.secret.SecretMask;
import io.automigrate.text.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes maps, lists and values as JSON on one line, without secrets. A mask over the finished line could take brackets for part of a
 * secret.
 */
public final class Json {
    private final JsonWriter writer = new JsonWriter();
    private final SecretMask mask;

    private Json(SecretMask mask) {
        this.mask = mask;
    }

    /**
     * Returns the text.
     *
     * @param value a map with strings for keys, a list, a string, a whole number, a boolean, null, or an optional of these; anything
     *     else is its own text
     */
    public static String of(Object value, SecretMask mask) {
        Json json = new Json(mask);
        json.write(value);
        return json.writer.toString();
    }

    private void write(Object value) {
        if (value instanceof Optional<?> optional) {
            write(optional.orElse(null));
        } else if (value instanceof Map<?, ?> map) {
            writer.beginObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                writer.name(entry.getKey().toString());
                write(entry.getValue());
            }
            writer.endObject();
        } else if (value instanceof List<?> list) {
            writer.beginArray();
            list.forEach(this::write);
            writer.endArray();
        } else if (value instanceof Number number) {
            writer.value(number.longValue());
        } else if (value instanceof Boolean flag) {
            writer.value(flag);
        } else {
            writer.value(value == null ? null : mask.mask(value.toString()));
        }
    }
}
