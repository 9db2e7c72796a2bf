package io.automigrate.secret;

/**
 * Hides the values that stand after a name like "password": parameters of URLs ({@code ?password=x&}, {@code ;PASSWORD=x;}, also
 * percent-encoded), JSON members, and the passwords of SQL statements ({@code PASSWORD 'x'}, {@code IDENTIFIED BY 'x'}).
 */
final class NamedSecrets {
    private static final String[] WORDS = {
        "password",
        "passwd",
        "pwd",
        "passphrase",
        "secret",
        "token",
        "credential",
        "apikey",
        "api_key",
        "accesskey",
        "access_key",
        "identified by"
    };

    private NamedSecrets() {}

    static String mask(String text) {
        StringBuilder masked = null;
        int copied = 0;
        int i = 0;
        while (i < text.length()) {
            String word = wordAt(text, i);
            if (word == null) {
                i++;
                continue;
            }
            int nameEnd = i + word.length();
            while (nameEnd < text.length() && isName(text.charAt(nameEnd))) {
                nameEnd++;
            }
            SecretValue value = SecretValue.find(text, nameStart(text, i), nameEnd);
            i = nameEnd;
            if (value != null) {
                masked = masked == null ? new StringBuilder(text.length()) : masked;
                masked.append(text, copied, value.start()).append(SecretMask.STARS);
                copied = value.end();
                i = copied;
            }
        }
        return masked == null
                ? text
                : masked.append(text, copied, text.length()).toString();
    }

    static boolean isName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.' || c == '-';
    }

    private static String wordAt(String text, int at) {
        // Most characters begin none of the words.
        if ("psaticPSATIC".indexOf(text.charAt(at)) < 0) {
            return null;
        }
        char first = Character.toLowerCase(text.charAt(at));
        char second = at + 1 < text.length() ? Character.toLowerCase(text.charAt(at + 1)) : 0;
        for (String word : WORDS) {
            if (word.charAt(0) == first
                    && word.charAt(1) == second
                    && text.regionMatches(true, at, word, 0, word.length())) {
                return word;
            }
        }
        return null;
    }

    private static int nameStart(String text, int at) {
        int start = at;
        while (start > 0 && isName(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }
}
