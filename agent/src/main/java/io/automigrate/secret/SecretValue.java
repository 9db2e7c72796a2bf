package io.automigrate.secret;

/**
 * The value that belongs to a name like "password".
 *
 * @param start where it begins in the text
 * @param end where it ends
 */
record SecretValue(int start, int end) {

    /** Returns the value after a name, or {@code null} when no value follows there. */
    static SecretValue find(String text, int nameStart, int nameEnd) {
        if (text.regionMatches(true, nameEnd - 4, "file", 0, 4)) {
            // PASSWORD_FILE names a place, which the operator needs to see.
            return null;
        }
        int i = skipBlanks(text, nameEnd);
        if (text.regionMatches(true, i, "%3D", 0, 3)) {
            return of(text, i + 3, unquotedEnd(text, i + 3, "&\"'", true));
        }
        char next = charAt(text, i);
        if (next == '=') {
            return assigned(text, skipBlanks(text, i + 1), nameStart == 0 ? ' ' : text.charAt(nameStart - 1));
        }
        if (next == '"' && charAt(text, nameStart - 1) == '"') {
            return ofJson(text, i + 1);
        }
        boolean quote = next == '\'' || next == '"' && i > nameEnd;
        return quote && isOfSql(text, nameEnd) ? quoted(text, i) : null;
    }

    private static SecretValue ofJson(String text, int nameEnd) {
        int colon = skipBlanks(text, nameEnd);
        int value = skipBlanks(text, colon + 1);
        return charAt(text, colon) == ':' && charAt(text, value) == '"' ? quoted(text, value) : null;
    }

    /** {@code PASSWORD 'x'} and {@code IDENTIFIED BY 'x'}, but not the {@code unexpected token 'x'} of a parser's message. */
    private static boolean isOfSql(String text, int nameEnd) {
        return text.regionMatches(true, nameEnd - 8, "password", 0, 8)
                || text.regionMatches(true, nameEnd - 3, " by", 0, 3);
    }

    /** Finds the end by what stood before the name: "&" separates in {@code ?a=1&b=2}, but may be part of a value elsewhere. */
    private static SecretValue assigned(String text, int start, char before) {
        char first = charAt(text, start);
        if (first == '"' || first == '\'') {
            return quoted(text, start);
        }
        if (first == '{' && text.indexOf('}', start) > 0) {
            // SQL Server: password={a;b}
            return of(text, start, text.indexOf('}', start) + 1);
        }
        return switch (before) {
            case '?', '&' -> of(text, start, unquotedEnd(text, start, "&", false));
            case ';', ':' -> of(text, start, unquotedEnd(text, start, ";", false));
            default -> of(text, start, unquotedEnd(text, start, "&;,)]}\"'", false));
        };
    }

    private static int unquotedEnd(String text, int start, String separators, boolean encoded) {
        int end = start;
        while (end < text.length() && !endsAt(text, end, separators, encoded)) {
            // H2: password=a\;b
            end += text.charAt(end) == '\\' && charAt(text, end + 1) == ';' ? 2 : 1;
        }
        // What closes the sentence or the quotation around the URL is not part of it.
        while (end > start && "\"').,:;]}".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static boolean endsAt(String text, int at, String separators, boolean encoded) {
        char c = text.charAt(at);
        return Character.isWhitespace(c)
                || separators.indexOf(c) >= 0
                || encoded && text.regionMatches(true, at, "%26", 0, 3);
    }

    /** Hides between quotes; a doubled or escaped quote is part of the value, and what is never closed is hidden to the end. */
    private static SecretValue quoted(String text, int quoteAt) {
        char quote = text.charAt(quoteAt);
        int i = quoteAt + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\' || c == quote && charAt(text, i + 1) == quote) {
                i += 2;
            } else if (c == quote) {
                break;
            } else {
                i++;
            }
        }
        return of(text, quoteAt + 1, Math.min(i, text.length()));
    }

    private static SecretValue of(String text, int start, int end) {
        return end > start && end <= text.length() ? new SecretValue(start, end) : null;
    }

    private static int skipBlanks(String text, int from) {
        int i = from;
        while (charAt(text, i) == ' ') {
            i++;
        }
        return i;
    }

    private static char charAt(String text, int at) {
        return at >= 0 && at < text.length() ? text.charAt(at) : '\0';
    }
}
