package io.automigrate.text;

import java.math.BigDecimal;
import java.time.Duration;

/** Writes a JSON text (RFC 8259) element by element. Does not check the order of the calls. */
public final class JsonWriter {
    private final StringBuilder text = new StringBuilder(512);
    private boolean needsComma;

    public JsonWriter beginObject() {
        return begin('{');
    }

    public JsonWriter endObject() {
        return end('}');
    }

    public JsonWriter beginArray() {
        return begin('[');
    }

    public JsonWriter endArray() {
        return end(']');
    }

    /** Writes the name of a member. Its value follows. */
    public JsonWriter name(String name) {
        quoted(name).append(':');
        needsComma = false;
        return this;
    }

    /** Writes a string, or JSON's null for null. */
    public JsonWriter value(String value) {
        if (value == null) {
            return raw("null");
        }
        quoted(value);
        return this;
    }

    public JsonWriter value(long value) {
        return raw(Long.toString(value));
    }

    public JsonWriter value(boolean value) {
        return raw(Boolean.toString(value));
    }

    /** Writes seconds, exact to the millisecond. */
    public JsonWriter value(Duration value) {
        return raw(seconds(value));
    }

    /** Returns seconds as a decimal number, exact to the millisecond: {@code 31.4}. */
    public static String seconds(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros();
        return seconds.toPlainString();
    }

    private JsonWriter begin(char bracket) {
        comma();
        text.append(bracket);
        needsComma = false;
        return this;
    }

    private JsonWriter end(char bracket) {
        text.append(bracket);
        needsComma = true;
        return this;
    }

    private JsonWriter raw(String value) {
        comma();
        text.append(value);
        needsComma = true;
        return this;
    }

    private StringBuilder quoted(String value) {
        comma();
        text.append('"');
        JsonText.escape(value, text);
        needsComma = true;
        return text.append('"');
    }

    private void comma() {
        if (needsComma) {
            text.append(',');
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
