package io.automigrate.secret;

/**
 * A literal of SQL in any of its forms: {@code 'x'}, {@code E'x'}, {@code U&'x'}, {@code N'x'}, {@code _utf8'x'}, {@code $tag$x$tag$},
 * {@code q'[x]'}, {@code "x"}, and {@code ''x''} inside another literal. A literal without an end reaches to the end of the text.
 *
 * @param start the position of the first character of the value
 * @param end the position after the value
 * @param next the position after the literal
 */
record SqlLiteral(int start, int end, int next) {
    private static final int LONGEST_PREFIX = 20;
    private static final String CUT = " …";

    /**
     * Returns the literal that begins at a position; {@code null} when none begins there.
     *
     * @param isNested whether the position is inside another literal
     */
    static SqlLiteral at(String text, int at, boolean isNested) {
        char first = charAt(text, at);
        if (first == '\'' || first == '"') {
            return quoted(text, at, first, isNested);
        }
        if (first == '$') {
            return dollarQuoted(text, at);
        }
        int quote = prefixEnd(text, at);
        if (quote < 0) {
            return null;
        }
        char last = Character.toLowerCase(text.charAt(quote - 1));
        return last == 'q' && quote - at <= 2 ? alternative(text, quote) : quoted(text, quote, '\'', isNested);
    }

    private static int prefixEnd(String text, int at) {
        int i = at;
        while (i - at < LONGEST_PREFIX && isWord(charAt(text, i))) {
            i++;
        }
        if (i > at && charAt(text, i) == '&') {
            i++;
        }
        boolean isKnown = i - at <= 2 || text.charAt(at) == '_';
        return i > at && isKnown && charAt(text, i) == '\'' ? i : -1;
    }

    /** {@code $$x$$}, {@code $tag$x$tag$}. */
    private static SqlLiteral dollarQuoted(String text, int at) {
        int i = at + 1;
        while (isWord(charAt(text, i))) {
            i++;
        }
        if (charAt(text, i) != '$' || Character.isDigit(charAt(text, at + 1))) {
            return null;
        }
        String tag = text.substring(at, i + 1);
        return ending(text, i + 1, text.indexOf(tag, i + 1), tag.length());
    }

    /** {@code q'[x]'}, {@code q'!x!'}. */
    private static SqlLiteral alternative(String text, int quote) {
        int open = "[{(<".indexOf(charAt(text, quote + 1));
        char close = open < 0 ? charAt(text, quote + 1) : "]})>".charAt(open);
        return ending(text, quote + 2, text.indexOf(close + "'", quote + 2), 2);
    }

    /**
     * A run of quotes opens the literal. One quote is a literal of the text itself; two are a literal inside another literal, four one
     * inside that one; or an empty literal, when nothing follows that could be its content.
     */
    private static SqlLiteral quoted(String text, int at, char quote, boolean isNested) {
        int run = run(text, at, quote);
        if (run % 2 == 0) {
            boolean isEmpty =
                    !isNested && (at + run == text.length() || " \t\r\n,;)".indexOf(text.charAt(at + run)) >= 0);
            if (isEmpty) {
                return new SqlLiteral(at + run, at + run, at + run);
            }
            return closedByRun(text, at + run, quote, run);
        }
        if (charAt(text, at - 1) == '\\') {
            // Inside a JSON text: \"x\".
            return ending(text, at + 1, text.indexOf("\\" + quote, at + 1), 2);
        }
        // PostgreSQL and MySQL differ in what a backslash means. The longer reading hides the secret of both.
        SqlLiteral plain = closedByQuote(text, at + 1, quote, false);
        SqlLiteral escaped = closedByQuote(text, at + 1, quote, true);
        return escaped.end > plain.end ? escaped : plain;
    }

    private static SqlLiteral closedByQuote(String text, int start, char quote, boolean hasEscapes) {
        int i = start;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\' && hasEscapes) {
                i += 2;
            } else if (c == quote && charAt(text, i + 1) == quote) {
                i += 2;
            } else if (c == quote) {
                return new SqlLiteral(start, i, i + 1);
            } else {
                i++;
            }
        }
        return ending(text, start, -1, 0);
    }

    private static SqlLiteral closedByRun(String text, int start, char quote, int opening) {
        SqlLiteral shorter = null;
        int i = text.indexOf(quote, start);
        while (i >= 0) {
            int run = run(text, i, quote);
            if (run >= opening && run % (2 * opening) != 0) {
                SqlLiteral literal = new SqlLiteral(start, i, i + opening);
                if (charAt(text, i - 1) != '\\') {
                    return literal;
                }
                // A backslash may escape the quote: the value ends here only when no other end follows.
                shorter = literal;
            }
            i = text.indexOf(quote, i + run);
        }
        return shorter != null ? shorter : ending(text, start, -1, 0);
    }

    /** A statement that a log line shortened ends with an ellipsis, and the text goes on behind the ellipsis. */
    private static SqlLiteral ending(String text, int start, int close, int closeLength) {
        if (close >= 0) {
            return new SqlLiteral(start, close, close + closeLength);
        }
        int cut = text.indexOf(CUT, start);
        int end = cut < 0 ? text.length() : cut;
        return new SqlLiteral(Math.min(start, end), end, end);
    }

    private static int run(String text, int at, char quote) {
        int end = at;
        while (charAt(text, end) == quote) {
            end++;
        }
        return end - at;
    }

    static boolean isWord(char c) {
        return NamedSecrets.isWord(c);
    }

    static char charAt(String text, int at) {
        return at >= 0 && at < text.length() ? text.charAt(at) : '\0';
    }
}
