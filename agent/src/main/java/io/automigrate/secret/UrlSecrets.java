package io.automigrate.secret;

/**
 * Hides the passwords before the host of a URL: {@code //user:password@host}, and Oracle's
 * {@code jdbc:oracle:thin:user/password@host}. The name of the user stays, because operators check the user first.
 */
final class UrlSecrets {
    private static final String ORACLE = ":oracle:";

    private final String text;

    // Made when they are needed: most URLs hold no secret.
    private Redaction redaction;
    private NextIndex parameters;

    // The word that was looked at last: its end and its last "@". One word may hold thousands of "//".
    private int wordEnd = -1;
    private int lastAt = -1;

    // The place of the last parameter that was looked at, and whether a name and "=" follow there.
    private int parameterAt = -1;
    private boolean isParameter;

    private UrlSecrets(String text) {
        this.text = text;
    }

    static String mask(String text) {
        String masked = text.indexOf("//") < 0 ? text : new UrlSecrets(text).maskUserInfo();
        return masked.indexOf(ORACLE) < 0 ? masked : new UrlSecrets(masked).maskOracle();
    }

    private String maskUserInfo() {
        int slashes = text.indexOf("//");
        while (slashes >= 0) {
            int start = slashes + 2;
            findWord(start);
            int colon = colonOfAuthority(start);
            if (colon >= 0) {
                int secretEnd = secretEnd(colon + 1);
                hide(colon + 1, secretEnd);
                start = Math.max(start, secretEnd);
            }
            slashes = text.indexOf("//", start);
        }
        return redaction == null ? text : redaction.toString();
    }

    private void hide(int start, int end) {
        if (start < end) {
            redaction = redaction == null ? new Redaction(text) : redaction;
            redaction.hide(start, end);
        }
    }

    private void findWord(int start) {
        if (start <= wordEnd) {
            return;
        }
        int end = start;
        lastAt = -1;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            lastAt = text.charAt(end) == '@' ? end : lastAt;
            end++;
        }
        wordEnd = end;
    }

    private int colonOfAuthority(int start) {
        int i = start;
        if (i < wordEnd && text.charAt(i) == '[') {
            int bracket = i;
            while (bracket < wordEnd && text.charAt(bracket) != ']' && text.charAt(bracket) != '/') {
                bracket++;
            }
            i = bracket < wordEnd && text.charAt(bracket) == ']' ? bracket : i;
        }
        while (i < wordEnd && text.charAt(i) != '/') {
            if (text.charAt(i) == ':') {
                return i;
            }
            i++;
        }
        return -1;
    }

    /** Returns the end of the secret after the colon. The end equals the start when a port follows the colon. */
    private int secretEnd(int start) {
        if (lastAt >= start) {
            // A password may hold "@" and "/": the last "@" of the word ends it.
            return isPortBeforeParameters(start) ? start : lastAt;
        }
        // Without "@" only a port can follow. Anything else may be a password whose "@host" was forgotten.
        int portEnd = start;
        boolean digits = true;
        if (isAddress(start)) {
            return start;
        }
        while (portEnd < wordEnd && "/?#;,\"')&".indexOf(text.charAt(portEnd)) < 0) {
            digits &= isDigit(text.charAt(portEnd));
            portEnd++;
        }
        return digits ? start : portEnd;
    }

    /** Returns whether the authority is an IPv6 address without brackets: hexadecimal digits, and two colons in a row. */
    private boolean isAddress(int afterColon) {
        int first = text.lastIndexOf('/', afterColon) + 1;
        int last = first;
        while (last < wordEnd && (text.charAt(last) == ':' || Character.digit(text.charAt(last), 16) >= 0)) {
            last++;
        }
        boolean isWhole = last == wordEnd || "/?,;".indexOf(text.charAt(last)) >= 0;
        return isWhole && text.substring(first, last).contains("::");
    }

    /** Tells {@code //host:5432/db?user=shop@server} from user info. */
    private boolean isPortBeforeParameters(int start) {
        int i = start;
        while (i < lastAt && isDigit(text.charAt(i))) {
            i++;
        }
        if (i == start || "/,?;".indexOf(text.charAt(i)) < 0) {
            return false;
        }
        if (parameters == null) {
            parameters = NextIndex.ofAny(text, "?;@");
        }
        int separator = parameters.from(i);
        if (separator != parameterAt) {
            parameterAt = separator;
            isParameter = startsParameter(separator);
        }
        return isParameter;
    }

    private boolean startsParameter(int separator) {
        int name = separator + 1;
        int i = name;
        while (i < lastAt && NamedSecrets.isName(text.charAt(i))) {
            i++;
        }
        return i > name && i < lastAt && text.charAt(i) == '=';
    }

    private String maskOracle() {
        int oracle = text.indexOf(ORACLE);
        while (oracle >= 0) {
            int account = text.indexOf(':', oracle + ORACLE.length()) + 1;
            if (account == 0) {
                break;
            }
            findWord(oracle);
            if (account <= wordEnd) {
                int slash = text.indexOf('/', account);
                if (slash >= 0 && slash < lastAt) {
                    hide(slash + 1, lastAt);
                }
            }
            oracle = text.indexOf(ORACLE, Math.max(account, Math.max(oracle + 1, wordEnd)));
        }
        return redaction == null ? text : redaction.toString();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
