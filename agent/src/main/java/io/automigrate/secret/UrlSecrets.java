package io.automigrate.secret;

/**
 * Hides the passwords that stand before the host of a URL: {@code //user:password@host}, and Oracle's
 * {@code jdbc:oracle:thin:user/password@host}. The user's name stays: it is what the operator checks first.
 */
final class UrlSecrets {
    private static final String ORACLE = ":oracle:";

    private UrlSecrets() {}

    static String mask(String text) {
        return maskOracle(maskUserInfo(text));
    }

    private static String maskUserInfo(String text) {
        int slashes = text.indexOf("//");
        if (slashes < 0) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        int copied = 0;
        while (slashes >= 0) {
            int start = slashes + 2;
            int end = wordEnd(text, start);
            int colon = colonOfAuthority(text, start, end);
            if (colon >= 0) {
                int secretEnd = secretEnd(text, colon + 1, end);
                if (secretEnd > colon + 1) {
                    masked.append(text, copied, colon + 1).append(SecretMask.STARS);
                    copied = secretEnd;
                    start = secretEnd;
                }
            }
            slashes = text.indexOf("//", start);
        }
        return masked.append(text, copied, text.length()).toString();
    }

    private static int colonOfAuthority(String text, int start, int end) {
        int i = start;
        if (i < end && text.charAt(i) == '[') {
            int bracket = text.indexOf(']', i);
            i = bracket < 0 ? i : bracket;
        }
        while (i < end && text.charAt(i) != '/') {
            if (text.charAt(i) == ':') {
                return i;
            }
            i++;
        }
        return -1;
    }

    /** Returns where the secret ends that begins after the colon; the same place when what is there is a port. */
    private static int secretEnd(String text, int start, int end) {
        int at = text.lastIndexOf('@', end - 1);
        if (at >= start) {
            // A password may hold "@" and "/": the last "@" of the word ends it.
            return isPortBeforeParameters(text, start, at) ? start : at;
        }
        // Without "@" only a port can follow. Anything else may be a password whose "@host" was forgotten.
        int portEnd = start;
        boolean digits = true;
        while (portEnd < end && "/?#;,\"')&".indexOf(text.charAt(portEnd)) < 0) {
            digits &= isDigit(text.charAt(portEnd));
            portEnd++;
        }
        return digits ? start : portEnd;
    }

    /** Tells {@code //host:5432/db?user=shop@server} from user info. */
    private static boolean isPortBeforeParameters(String text, int start, int at) {
        int i = start;
        while (i < at && isDigit(text.charAt(i))) {
            i++;
        }
        if (i == start || "/,?;".indexOf(text.charAt(i)) < 0) {
            return false;
        }
        while (i < at && "?;@".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        int name = i + 1;
        i = name;
        while (i < at && NamedSecrets.isName(text.charAt(i))) {
            i++;
        }
        return i > name && i < at && text.charAt(i) == '=';
    }

    private static String maskOracle(String text) {
        int oracle = text.indexOf(ORACLE);
        if (oracle < 0) {
            return text;
        }
        int account = text.indexOf(':', oracle + ORACLE.length()) + 1;
        if (account == 0) {
            return text;
        }
        int at = text.lastIndexOf('@', wordEnd(text, account) - 1);
        int slash = text.indexOf('/', account);
        if (slash < 0 || slash > at) {
            return text;
        }
        return text.substring(0, slash + 1) + SecretMask.STARS + text.substring(at);
    }

    private static int wordEnd(String text, int start) {
        int end = start;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
