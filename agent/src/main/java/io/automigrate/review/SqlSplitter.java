package io.automigrate.review;

import io.automigrate.kind.SqlSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Splits a script into statements for a review. Flyway splits the script itself when it runs the script. If the two differ, mostly in the
 * bodies of procedures, a remark in a plan names another line, and nothing else happens.
 */
final class SqlSplitter {
    private static final Set<String> ROUTINES = Set.of("PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE");
    private static final Set<String> NOT_ENDED_BY_END = Set.of("IF", "LOOP", "WHILE", "REPEAT", "FOR");

    private static final char LEFT_OUT = '\0';

    private final String sql;
    private final boolean isMySql;
    private final List<SqlStatement> statements = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder words = new StringBuilder();
    private int position;
    private int line = 1;
    private int begin;

    private SqlSplitter(String sql, SqlSyntax syntax) {
        this.sql = sql;
        this.isMySql = syntax == SqlSyntax.MYSQL;
    }

    static List<SqlStatement> split(String sql, SqlSyntax syntax) {
        SqlSplitter splitter = new SqlSplitter(sql, syntax);
        splitter.split();
        return splitter.statements;
    }

    private void split() {
        while (position < sql.length()) {
            char c = sql.charAt(position);
            if (isComment()) {
                skipComment();
                space();
            } else if (c == '\'' || c == '"' || c == '`') {
                quoted(c);
            } else if (c == '$' && dollarTag() != null) {
                dollarQuoted(dollarTag());
            } else if (c == ';' && !isInsideBody()) {
                end();
                position++;
            } else if (Character.isWhitespace(c)) {
                space();
                step();
            } else {
                take(c, Character.toUpperCase(c));
            }
        }
        end();
    }

    private boolean isComment() {
        return sql.startsWith("--", position)
                || sql.startsWith("/*", position)
                || isMySql && sql.charAt(position) == '#';
    }

    private void skipComment() {
        if (!sql.startsWith("/*", position)) {
            while (position < sql.length() && sql.charAt(position) != '\n') {
                step();
            }
            return;
        }
        int depth = 0;
        do {
            if (sql.startsWith("/*", position)) {
                // Comments of MySQL do not nest.
                depth = isMySql ? 1 : depth + 1;
                position += 2;
            } else if (sql.startsWith("*/", position)) {
                depth--;
                position += 2;
            } else {
                step();
            }
        } while (depth > 0 && position < sql.length());
    }

    private void quoted(char quote) {
        boolean isText = quote == '\'' || isMySql && quote == '"';
        boolean backslashes = isMySql || isText && endsWithWord('E');
        take(quote, isText ? quote : LEFT_OUT);
        while (position < sql.length()) {
            char c = sql.charAt(position);
            if (isEscape(c, quote, backslashes)) {
                take(c, LEFT_OUT);
                take(sql.charAt(position), LEFT_OUT);
            } else if (c == quote) {
                take(c, isText ? quote : LEFT_OUT);
                return;
            } else {
                take(c, isText ? LEFT_OUT : Character.toUpperCase(c));
            }
        }
    }

    private boolean isEscape(char c, char quote, boolean backslashes) {
        boolean isFirst = c == '\\' && backslashes || c == quote && sql.startsWith("" + quote + quote, position);
        return isFirst && position + 1 < sql.length();
    }

    /** Returns {@code $tag$} when one begins here. */
    private String dollarTag() {
        if (isMySql || position > 0 && Character.isLetterOrDigit(sql.charAt(position - 1))) {
            return null;
        }
        int end = position + 1;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
            end++;
        }
        boolean isTag = end < sql.length()
                && sql.charAt(end) == '$'
                && (end == position + 1 || !Character.isDigit(sql.charAt(position + 1)));
        return isTag ? sql.substring(position, end + 1) : null;
    }

    private void dollarQuoted(String tag) {
        int close = sql.indexOf(tag, position + tag.length());
        int end = close < 0 ? sql.length() : close + tag.length();
        take(sql.charAt(position), '\'');
        while (position < end) {
            take(sql.charAt(position), LEFT_OUT);
        }
        words.append('\'');
    }

    /** Appends a character to the statement; the words leave out the characters in {@link #LEFT_OUT}. */
    private void take(char c, char word) {
        if (text.isEmpty()) {
            begin = line;
        }
        text.append(Character.isWhitespace(c) ? ' ' : c);
        if (word != LEFT_OUT) {
            words.append(Character.isWhitespace(word) ? ' ' : word);
        }
        step();
    }

    private void space() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
            text.append(' ');
        }
        if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
            words.append(' ');
        }
    }

    private void step() {
        line += sql.charAt(position) == '\n' ? 1 : 0;
        position++;
    }

    private void end() {
        String statement = text.toString().strip();
        if (!statement.isEmpty()) {
            statements.add(new SqlStatement(begin, words.toString().strip(), statement));
        }
        text.setLength(0);
        words.setLength(0);
    }

    /** Returns whether the last word is this letter. The method must be fast, because each quote calls it and a statement may be long. */
    private boolean endsWithWord(char letter) {
        int last = words.length() - 1;
        return last >= 0
                && words.charAt(last) == letter
                && (last == 0 || !Character.isLetterOrDigit(words.charAt(last - 1)));
    }

    /** Returns whether a procedure or a trigger has begun and not ended. Semicolons inside separate the statements of its body. */
    private boolean isInsideBody() {
        String[] all = words.toString().toUpperCase(Locale.ROOT).split("[^A-Z_]+");
        if (!all[0].equals("CREATE")) {
            return false;
        }
        int depth = 0;
        boolean isRoutine = false;
        for (int i = 0; i < all.length; i++) {
            isRoutine |= ROUTINES.contains(all[i]) && i < 8;
            if (all[i].equals("BEGIN") || all[i].equals("CASE") && !all[i - 1].equals("END")) {
                depth++;
            } else if (all[i].equals("END") && !(i + 1 < all.length && NOT_ENDED_BY_END.contains(all[i + 1]))) {
                depth--;
            }
        }
        return isRoutine && depth > 0;
    }
}
