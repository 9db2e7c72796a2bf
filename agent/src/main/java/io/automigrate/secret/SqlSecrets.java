package io.automigrate.secret;

import java.util.Locale;

/**
 * Hides the literals that belong to a {@link SecretName} in SQL. Between the name and the literal may stand blanks, comments, operators,
 * brackets, calls of functions and the keywords of the statements that set passwords. The work for one name is bounded, and all names
 * together read the text a constant number of times.
 */
final class SqlSecrets {
    private static final int MOST_TOKENS = 25;
    private static final int LONGEST_GAP = 400;
    private static final int LONGEST_WORD = 32;

    /** Keywords that may stand between a name and its value. */
    private static final String KEYWORDS =
            " password old_password by to using as via with is in like value values encrypted plain"
                    + " default not null set hash varchar varchar2 nvarchar char character varying text string identity expire replace or and ";

    /** Words in the place of a password that are none. */
    private static final String NO_PASSWORDS = " values password random null true false ";

    private final String text;
    private final Redaction redaction;
    private final NextIndex lineEnd;
    private final NextIndex commentEnd;

    private int countedTo;
    private int scannedTo;
    private int withoutLiteralsUntil;
    private boolean isInQuotes;

    // The state of one search.
    private SecretName name;
    private boolean isInQuotedName;
    private boolean isAssigned;
    private boolean isBareAllowed;
    private int depth;

    SqlSecrets(String text, Redaction redaction) {
        this.text = text;
        this.redaction = redaction;
        lineEnd = NextIndex.ofAny(text, "\r\n");
        commentEnd = NextIndex.of(text, "*/");
    }

    /**
     * Hides the value after a name.
     *
     * @return the position after the last part that was hidden; the end of the name when nothing was hidden
     */
    int hideAfter(SecretName secretName, int nameStart, int nameEnd) {
        name = secretName;
        char before = SqlLiteral.charAt(text, nameStart - 1);
        isInQuotedName = "'\"`[".indexOf(before) >= 0 && before != '\0';
        char first = SqlLiteral.charAt(text, lastBefore(nameStart));
        isAssigned = first == '(' || first == ',';
        isBareAllowed = false;
        depth = 0;
        int i = nameEnd;
        while (isInQuotedName && "'\"`]\\".indexOf(SqlLiteral.charAt(text, i)) >= 0 && i < text.length()) {
            i++;
        }
        return search(i, nameEnd);
    }

    private int lastBefore(int position) {
        int i = position - 1;
        while (i >= 0 && position - i < LONGEST_WORD && Character.isWhitespace(text.charAt(i))) {
            i--;
        }
        return i;
    }

    /**
     * Hides the arguments of a function.
     *
     * @return the position after the last argument that was hidden; the end of the name when nothing was hidden
     */
    int hideArguments(int nameEnd) {
        int i = skipBlanks(nameEnd);
        if (SqlLiteral.charAt(text, i) != '(') {
            return nameEnd;
        }
        depth = 1;
        return hideAll(i + 1, nameEnd, LONGEST_GAP);
    }

    /** Returns whether a comma or a closing bracket follows a name, as in a list of columns. */
    boolean isInList(int nameEnd) {
        int i = nameEnd;
        while (i < text.length() && "'\"`]".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        char next = SqlLiteral.charAt(text, skipBlanks(i));
        return next == ',' || next == ')';
    }

    /** Hides all literals of the rest of the statement. */
    int hideStatement(int from) {
        if (from < withoutLiteralsUntil) {
            return from;
        }
        depth = 0;
        int hidden = hideAll(from, from, Integer.MAX_VALUE);
        withoutLiteralsUntil = hidden == from ? scannedTo : 0;
        return hidden;
    }

    private int search(int from, int nameEnd) {
        int hidden = nameEnd;
        int i = skipBlanks(from);
        for (int tokens = 0; tokens < MOST_TOKENS && i < text.length(); tokens++) {
            int outerEnd = endOfOuterLiteral(i);
            SqlLiteral literal = outerEnd < 0 ? literalAt(i) : null;
            int next;
            if (outerEnd >= 0) {
                isAssigned = true;
                next = outerEnd;
            } else if (literal != null) {
                redaction.hide(literal.start(), literal.end());
                hidden = literal.next();
                if (depth > 0) {
                    return hideAll(hidden, hidden, LONGEST_GAP);
                }
                isAssigned = false;
                isBareAllowed = false;
                next = hidden;
            } else if (text.charAt(i) == '%' && isInQuotes(i)) {
                // A placeholder of format(): the value is a later argument.
                return hideAll(closeOuterLiteral(i), hidden, LONGEST_GAP);
            } else if (isBareValue(i)) {
                next = wordEnd(i);
                redaction.hide(i, next);
                hidden = next;
                isBareAllowed = false;
            } else {
                next = skipToken(i, hidden > nameEnd);
            }
            if (next < 0) {
                return hidden;
            }
            i = skipBlanks(next);
        }
        return hidden;
    }

    private SqlLiteral literalAt(int i) {
        char c = text.charAt(i);
        boolean isExpected = isAssigned || depth > 0 || isInQuotedName;
        if (!isExpected && !name.standsBeforeLiteral()) {
            return null;
        }
        if (c == '"' && !isAssigned && name != SecretName.PASSWORD && name != SecretName.IDENTIFIED) {
            return null;
        }
        boolean isInQuotes = isInQuotes(i);
        if (isInQuotes && SqlLiteral.isWord(c) && text.charAt(i - 1) == '=') {
            // The end of a connection string: 'host=h password=x'.
            return null;
        }
        return SqlLiteral.at(text, i, isInQuotes);
    }

    /**
     * Returns the position after a quote that ends a literal and begins none; -1 when no such quote stands at the position:
     * {@code EXECUTE 'ALTER ROLE app PASSWORD ' || quote_literal('x')}.
     */
    private int endOfOuterLiteral(int at) {
        int end = at;
        while (SqlLiteral.charAt(text, end) == '\'') {
            end++;
        }
        if ((end - at) % 2 == 0 || !isInQuotes(at)) {
            return -1;
        }
        int i = skipBlanks(end);
        return text.startsWith("||", i) || SqlLiteral.charAt(text, i) == '+' ? end : -1;
    }

    /** Returns the position after an operator, a bracket or a keyword; -1 when the value of the name can't follow. */
    private int skipToken(int i, boolean isHidden) {
        char c = text.charAt(i);
        if (SqlLiteral.isWord(c)) {
            return skipWord(i);
        }
        if (text.startsWith("::", i)) {
            return wordEnd(i + 2);
        }
        switch (c) {
            case '(' -> depth++;
            case ')' -> {
                depth--;
                return depth < 0 ? -1 : i + 1;
            }
            case '|', '+', '\\' -> isAssigned = true;
            default -> {
                return isHidden || !isAssignment(i, c) ? -1 : i + 1;
            }
        }
        return i + 1;
    }

    private boolean isAssignment(int i, char c) {
        boolean isOperator = "=<>!".indexOf(c) >= 0;
        boolean isColon = c == ':' && (isInQuotedName || SqlLiteral.charAt(text, i + 1) == '=');
        boolean isComma = c == ',' && isInQuotedName && !isAssigned;
        if (!isOperator && !isColon && !isComma) {
            return false;
        }
        isAssigned = true;
        isBareAllowed = isColon && isInQuotedName;
        return true;
    }

    /** Returns whether a value without quotes stands at the position: {@code IDENTIFIED BY tiger}, {@code "password": 123}. */
    private boolean isBareValue(int i) {
        if (!isBareAllowed || !SqlLiteral.isWord(text.charAt(i))) {
            return false;
        }
        int end = wordEnd(i);
        return SqlLiteral.charAt(text, skipBlanks(end)) != '(' && !NO_PASSWORDS.contains(' ' + word(i, end) + ' ');
    }

    private int skipWord(int i) {
        int end = wordEnd(i);
        String word = word(i, end);
        if (name == SecretName.IDENTIFIED) {
            isBareAllowed = word.equals("by") || word.equals("replace");
            return end;
        }
        if (word.equals("for")) {
            return skipAccount(skipBlanks(end));
        }
        boolean isGlue = KEYWORDS.contains(' ' + word + ' ') || depth > 0 && Character.isDigit(word.charAt(0));
        boolean isCall = SqlLiteral.charAt(text, skipBlanks(end)) == '(';
        return isGlue || isCall && (isAssigned || depth > 0) ? end : -1;
    }

    private String word(int start, int end) {
        return text.substring(start, Math.min(end, start + LONGEST_WORD)).toLowerCase(Locale.ROOT);
    }

    /** {@code SET PASSWORD FOR 'app'@'%' = 'x'}: the account is no secret. */
    private int skipAccount(int from) {
        int i = from;
        for (int part = 0; part < 3; part++) {
            SqlLiteral literal = SqlLiteral.at(text, i, isInQuotes(i));
            i = literal == null ? wordEnd(i) : literal.next();
            if (SqlLiteral.charAt(text, i) != '@') {
                break;
            }
            i++;
        }
        return i;
    }

    private int closeOuterLiteral(int from) {
        int i = text.indexOf('\'', from);
        return i < 0 ? text.length() : i + 1;
    }

    /** Hides all literals until the bracket around the value is closed, or the statement ends. */
    private int hideAll(int from, int hiddenBefore, int longestGap) {
        int hidden = hiddenBefore;
        int i = from;
        while (i < text.length() && i - Math.max(from, hidden) <= longestGap && !endsAll(text.charAt(i), longestGap)) {
            char c = text.charAt(i);
            boolean isLiteral = (c == '\'' || c == '"' || c == '$') && endOfOuterLiteral(i) < 0;
            SqlLiteral literal = isLiteral ? SqlLiteral.at(text, i, isInQuotes(i)) : null;
            if (literal == null) {
                i++;
            } else {
                redaction.hide(literal.start(), literal.end());
                hidden = literal.next();
                i = literal.next();
            }
        }
        scannedTo = i;
        return hidden;
    }

    private boolean endsAll(char c, int longestGap) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        return c == ';' || c == ')' && depth <= 0 && longestGap < Integer.MAX_VALUE;
    }

    /** Returns the first position that is no blank and in no comment. */
    private int skipBlanks(int from) {
        int i = from;
        while (i < text.length()) {
            if (Character.isWhitespace(text.charAt(i))) {
                i++;
            } else if (text.startsWith("/*", i)) {
                i = Math.min(text.length(), commentEnd.from(i) + 2);
            } else if (text.startsWith("--", i) || text.charAt(i) == '#') {
                i = lineEnd.from(i);
            } else {
                return i;
            }
        }
        return i;
    }

    private int wordEnd(int from) {
        int limit = Math.min(text.length(), from + NamedSecrets.LONGEST_NAME);
        int end = from;
        while (end < limit && (SqlLiteral.isWord(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        return Math.max(end, Math.min(from + 1, limit));
    }

    /** Returns whether an odd number of quotes stands before the position. */
    private boolean isInQuotes(int position) {
        while (countedTo < position) {
            isInQuotes ^= text.charAt(countedTo) == '\'';
            countedTo++;
        }
        while (countedTo > position) {
            countedTo--;
            isInQuotes ^= text.charAt(countedTo) == '\'';
        }
        return isInQuotes;
    }
}
