package io.automigrate.secret;

/** Hides the value after a name where the value is not a literal of SQL: in URLs, connection strings, XML and headers. */
final class SecretValue {
    private final String text;
    private final Redaction redaction;
    private final NextIndex brace;

    SecretValue(String text, Redaction redaction) {
        this.text = text;
        this.redaction = redaction;
        brace = NextIndex.ofAny(text, "}");
    }

    /**
     * Hides the value of a parameter whose form shows where the value ends.
     *
     * @return the end of the value; the end of the name when there is no such value
     */
    int hideAssigned(int nameStart, int nameEnd) {
        int i = skipBlanks(nameEnd);
        if (text.regionMatches(true, i, "%3D", 0, 3)) {
            return hide(i + 3, unquotedEnd(i + 3, "&\"'", true), nameEnd);
        }
        if (text.startsWith(")=(", nameEnd)) {
            // PostgreSQL: Key (token)=(x) already exists.
            return hide(nameEnd + 3, unquotedEnd(nameEnd + 3, ")\n", false), nameEnd);
        }
        char before = charAt(nameStart - 1);
        char next = charAt(i);
        if (before == '<' && next == '>') {
            return hide(i + 1, NextIndex.ofAny(text, "<\n").from(i + 1), nameEnd);
        }
        if (next != '=') {
            return hideOption(i, nameStart, nameEnd);
        }
        return hideParameter(i + 1, before, nameEnd);
    }

    /** Hides a value after "=" where the character before the name shows which character ends the value. */
    private int hideParameter(int start, char before, int nameEnd) {
        char first = charAt(start);
        if (first == '\'' || first == '"' || text.startsWith("$$", start)) {
            return nameEnd;
        }
        if (first == '{' && brace.from(start) < text.length()) {
            // SQL Server: password={a;b}
            return hide(start, brace.from(start) + 1, nameEnd);
        }
        return switch (before) {
            case '?', '&' -> hide(start, unquotedEnd(start, "&", false), nameEnd);
            case ';', ':' -> hide(start, unquotedEnd(start, ";", false), nameEnd);
            default -> nameEnd;
        };
    }

    /** {@code --password x}. */
    private int hideOption(int value, int nameStart, int nameEnd) {
        boolean isOption = text.startsWith("--", nameStart) && value > nameEnd && charAt(value) != '-';
        return isOption ? hide(value, unquotedEnd(value, "", false), nameEnd) : nameEnd;
    }

    /**
     * Hides a value without quotes after "=": {@code password=x}.
     *
     * @return the end of the value; the end of the name when there is no such value
     */
    int hideUnquoted(int nameStart, int nameEnd) {
        int equals = skipBlanks(nameEnd);
        if (charAt(equals) != '=') {
            return nameEnd;
        }
        int start = skipBlanks(equals + 1);
        // A comma or a bracket ends a value in a list of parameters, but may be part of it in "host=h password=a,b
        // user=u".
        boolean isInList = ",({[".indexOf(charAt(nameStart - 1)) >= 0 && nameStart > 0;
        return hide(start, unquotedEnd(start, isInList ? "&;,)]}\"'" : "\"'", false), nameEnd);
    }

    /** Hides the value of a header up to the end of its line, or the lines of a key up to their end mark. */
    int hideLines(SecretName name, int nameEnd) {
        if (name == SecretName.KEY_FILE) {
            int end = text.indexOf("-----END", nameEnd);
            return hide(nameEnd, end < 0 ? text.length() : end, nameEnd);
        }
        int i = skipBlanks(charAt(nameEnd) == '"' ? nameEnd + 1 : nameEnd);
        if (charAt(i) != ':' && charAt(i) != '=') {
            return nameEnd;
        }
        int start = skipBlanks(i + 1);
        start = charAt(start) == '"' ? start + 1 : start;
        int end = start;
        while (end < text.length() && "\r\n\"'".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return hide(start, end, nameEnd);
    }

    private int hide(int start, int end, int otherwise) {
        if (end <= start || start >= text.length()) {
            return otherwise;
        }
        redaction.hide(start, end);
        return end;
    }

    private int unquotedEnd(int start, String separators, boolean encoded) {
        int end = start;
        while (end < text.length() && !endsAt(end, separators, encoded)) {
            // H2: password=a\;b, PostgreSQL: password=a\ b
            end += text.charAt(end) == '\\' && end + 1 < text.length() && charAt(end + 1) != '\n' ? 2 : 1;
        }
        end = Math.min(end, text.length());
        // A character that closes the sentence or the quotation around the URL is not part of the value.
        while (end > start && "\"').,:;]}".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private boolean endsAt(int at, String separators, boolean encoded) {
        char c = text.charAt(at);
        return Character.isWhitespace(c)
                || separators.indexOf(c) >= 0
                || encoded && text.regionMatches(true, at, "%26", 0, 3);
    }

    private int skipBlanks(int from) {
        int i = from;
        while (charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    private char charAt(int at) {
        return SqlLiteral.charAt(text, at);
    }
}
