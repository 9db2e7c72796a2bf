package io.automigrate.url;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The {@code %40} of URLs (RFC 3986, section 2.1), in UTF-8. */
public final class PercentEncoding {
    private static final String HEX = "0123456789ABCDEF";

    private PercentEncoding() {}

    /**
     * Decodes a text. A {@code %} without two hexadecimal digits after it stands for itself: people forget to encode it.
     *
     * @throws IllegalArgumentException with a message for the user when the decoded bytes are not UTF-8
     */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(text.length());
        int i = 0;
        while (i < text.length()) {
            if (isEncoded(text, i)) {
                decoded.write(Character.digit(text.charAt(i + 1), 16) * 16 + Character.digit(text.charAt(i + 2), 16));
                i += 3;
                continue;
            }
            int next = text.indexOf('%', i + 1);
            int end = next < 0 ? text.length() : next;
            decoded.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
            i = end;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("its percent-encoding is not UTF-8, write ä as %C3%A4 for example", e);
        }
    }

    /** Encodes everything but letters, digits and {@code - . _ ~}. */
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() * 3);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(b)) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
            }
        }
        return encoded.toString();
    }

    /** Returns whether three characters from {@code at} on are an encoded byte. */
    static boolean isEncoded(String text, int at) {
        return text.charAt(at) == '%'
                && at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }

    private static boolean isUnreserved(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "-._~".indexOf(b) >= 0;
    }
}
