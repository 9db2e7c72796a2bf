package io.automigrate.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The forms in which drivers, servers, shells and log formats write one secret value. */
final class SecretForms {
    private static final int SHORTEST_IN_BASE64 = 6;

    private SecretForms() {}

    /** Adds the value and its encodings, each once. */
    static void addTo(List<String> forms, String secret) {
        add(forms, secret);
        if (!isPlain(secret)) {
            add(forms, secret.replace("'", "''"));
            add(forms, secret.replace("'", "''").replace("'", "''"));
            add(forms, secret.replace("\"", "\"\""));
            add(forms, secret.replace("\\", "\\\\").replace("'", "\\'"));
            add(forms, secret.replace("\\", "\\\\").replace("\"", "\\\""));
            add(forms, secret.replace("\\", "\\\\").replace("'", "''"));
            add(forms, json(secret));
            add(
                    forms,
                    secret.replace("&", "&amp;")
                            .replace("<", "&lt;")
                            .replace(">", "&gt;")
                            .replace("\"", "&quot;"));
            addPercentEncoded(forms, secret);
        }
        if (secret.length() >= SHORTEST_IN_BASE64) {
            addBase64(forms, secret);
        }
    }

    private static void add(List<String> forms, String form) {
        if (!forms.contains(form)) {
            forms.add(form);
        }
    }

    private static boolean isPlain(String secret) {
        for (int i = 0; i < secret.length(); i++) {
            char c = secret.charAt(i);
            if (!NamedSecrets.isWord(c) && c != '-' && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static String json(String secret) {
        StringBuilder text = new StringBuilder(secret.length() + 8);
        for (int i = 0; i < secret.length(); i++) {
            char c = secret.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(c);
            }
        }
        return text.toString();
    }

    /** URLs differ in the case of the digits, in "+" for a blank, and in the characters that need no encoding. */
    private static void addPercentEncoded(List<String> forms, String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        for (String unencoded : new String[] {"-_.~", "-_.*", "-_.~!*'()", "-_.~!$&'()*+,;=", "-_.~!$&'()*+,;=:@/?"}) {
            add(forms, percentEncoded(bytes, unencoded, "0123456789ABCDEF", "%20"));
            add(forms, percentEncoded(bytes, unencoded, "0123456789abcdef", "%20"));
            add(forms, percentEncoded(bytes, unencoded, "0123456789ABCDEF", "+"));
            add(forms, percentEncoded(bytes, unencoded, "0123456789abcdef", "+"));
        }
    }

    private static String percentEncoded(byte[] bytes, String unencoded, String digits, String blank) {
        StringBuilder text = new StringBuilder(bytes.length * 3);
        for (byte b : bytes) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (NamedSecrets.isWord(c) || unencoded.indexOf(c) >= 0)) {
                text.append(c);
            } else if (c == ' ') {
                text.append(blank);
            } else {
                text.append('%').append(digits.charAt(c >> 4)).append(digits.charAt(c & 0xf));
            }
        }
        return text.toString();
    }

    /**
     * Base64 writes three bytes as four characters, so the value looks different after zero, one or two other bytes, as in
     * {@code user:password} of HTTP. The characters that depend on the neighbours are left out.
     */
    private static void addBase64(List<String> forms, String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            int start = before == 0 ? 0 : before + 1;
            int end = shifted.length * 4 / 3;
            String inner =
                    Base64.getEncoder().withoutPadding().encodeToString(shifted).substring(start, end);
            add(forms, inner);
            add(forms, inner.replace('+', '-').replace('/', '_'));
        }
    }
}
