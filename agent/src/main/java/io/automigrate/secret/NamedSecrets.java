package io.automigrate.secret;

import java.util.Locale;

/**
 * Hides the values after names like "password": parameters of URLs ({@code ?password=x&}, {@code ;PASSWORD=x;}, also percent-encoded),
 * members of JSON, and the secrets in SQL statements ({@link SqlSecrets}).
 */
final class NamedSecrets {
    static final int LONGEST_NAME = 200;

    /** The second letters of the words of {@link SecretName}, by their first letter from a to u. */
    private static final String[] SECOND_LETTERS = {
        "pctu", "", "re", "ib", "n", "", "", "ma", "dn", "", "e", "i", "ade", "", "", "awr", "", "re", "eahpi", "o", "p"
    };

    /** The first letters of the words. They keep up-to-date starts from loading the classes below this one. */
    private static final String BEGINNINGS =
            " pas pwd sec cre api acc pri enc sig mas tok ide sal rek key cry hma dig dbl has md5 sha lin sp_"
                    + " ins rep mer upd pra att auth ";

    private final String text;
    private final Redaction redaction;
    private final SecretValue values;
    private SqlSecrets sql;
    private boolean isInsert;
    private boolean isCipher;

    private NamedSecrets(String text) {
        this.text = text;
        redaction = new Redaction(text);
        values = new SecretValue(text, redaction);
    }

    static String mask(String text) {
        for (int i = 0; i < text.length() - 1; i++) {
            if (mayBegin(text, i) && SecretName.at(text, i) != null) {
                return new NamedSecrets(text).maskFrom(i);
            }
        }
        return text;
    }

    private String maskFrom(int first) {
        sql = new SqlSecrets(text, redaction);
        int i = first;
        while (i < text.length() - 1) {
            if (text.charAt(i) == ';') {
                isInsert = false;
                isCipher = false;
            }
            SecretName name = mayBegin(text, i) ? SecretName.at(text, i) : null;
            i = name == null ? i + 1 : hide(name, i);
        }
        return redaction.toString();
    }

    /** Hides the value of the name at a position and returns the position where the search goes on. */
    private int hide(SecretName name, int at) {
        int wordEnd = at + name.lengthAt(text, at);
        int nameEnd = nameEnd(wordEnd);
        int nameStart = nameStart(at);
        boolean isWhole = nameStart == at && nameEnd == wordEnd;
        if (name.isNameOfValue()) {
            return counts(name, at, nameStart == at, nameEnd == wordEnd) ? ofName(name, nameStart, nameEnd) : wordEnd;
        }
        int end =
                switch (name) {
                    case IDENTIFIED -> isWhole ? sql.hideAfter(name, nameStart, nameEnd) : wordEnd;
                    case FUNCTION -> sql.hideArguments(callEnd(wordEnd, nameEnd));
                    case PROCEDURE -> sql.hideStatement(nameEnd);
                    case HEADER, KEY_FILE -> values.hideLines(name, nameEnd);
                    default -> wordEnd;
                };
        isInsert |= isWhole && name == SecretName.INSERT;
        isCipher |= isWhole && name == SecretName.CIPHER;
        return Math.max(wordEnd, end);
    }

    private boolean counts(SecretName name, int at, boolean isStart, boolean isEnd) {
        return switch (name) {
            case SHORT -> isEnd && (isStart || isSeparator(text.charAt(at - 1)));
            case CIPHER_KEY -> isEnd && isStart && isCipher;
            default -> true;
        };
    }

    private int ofName(SecretName name, int nameStart, int nameEnd) {
        if (text.regionMatches(true, nameEnd - 4, "file", 0, 4)) {
            // PASSWORD_FILE names a place, which the operator needs to see.
            return nameEnd;
        }
        if (isFile(nameStart, nameEnd)) {
            return nameEnd;
        }
        int end = values.hideAssigned(nameStart, nameEnd);
        if (end == nameEnd) {
            end = sql.hideAfter(name, nameStart, nameEnd);
        }
        if (end == nameEnd) {
            end = values.hideUnquoted(nameStart, nameEnd);
        }
        if (end == nameEnd && isInsert && sql.isInList(nameEnd)) {
            end = sql.hideStatement(nameEnd);
        }
        return end;
    }

    /**
     * Returns whether the name is the last part of a path, as secrets are mounted: what follows {@code "/run/secrets/shop/password"} is a
     * message about the file. A name in the path of an address may have a value: {@code /password=x}.
     */
    private boolean isFile(int nameStart, int nameEnd) {
        boolean isInPath = nameStart > 0 && "/\\".indexOf(text.charAt(nameStart - 1)) >= 0;
        return isInPath && SqlLiteral.charAt(text, nameEnd) != '=';
    }

    /** {@code CREATE LINKED TABLE name(…)}: H2 has the name of the table between the words and the bracket. */
    private int callEnd(int wordEnd, int nameEnd) {
        boolean isTwoWords = wordEnd > 12 && text.regionMatches(true, wordEnd - 12, "linked table", 0, 12);
        return isTwoWords && wordEnd < text.length() ? nameEnd(wordEnd + 1) : nameEnd;
    }

    private int nameEnd(int wordEnd) {
        int end = wordEnd;
        while (end < text.length() && isName(text.charAt(end)) && end - wordEnd < LONGEST_NAME) {
            end++;
        }
        return end;
    }

    private int nameStart(int at) {
        int start = at;
        while (start > 0 && isName(text.charAt(start - 1)) && at - start < LONGEST_NAME) {
            start--;
        }
        return start;
    }

    /** Returns whether one of the words may begin at a position. Most positions begin none, and this is fast to find out. */
    static boolean mayBegin(String text, int at) {
        int letter = (text.charAt(at) | 0x20) - 'a';
        if (letter < 0
                || letter >= SECOND_LETTERS.length
                || SECOND_LETTERS[letter].indexOf(text.charAt(at + 1) | 0x20) < 0 && text.charAt(at + 1) != '_') {
            return false;
        }
        boolean isShort = text.regionMatches(true, at, "pw", 0, 2);
        int length = text.regionMatches(true, at, "aut", 0, 3) ? 4 : 3;
        return isShort
                || at + length <= text.length()
                        && BEGINNINGS.contains(
                                ' ' + text.substring(at, at + length).toLowerCase(Locale.ROOT));
    }

    static boolean isName(char c) {
        return isWord(c) || isSeparator(c);
    }

    static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    private static boolean isSeparator(char c) {
        return c == '_' || c == '.' || c == '-';
    }
}
