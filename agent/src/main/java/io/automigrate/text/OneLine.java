package io.automigrate.text;

/** A statement in one short line. */
public final class OneLine {
    private static final int LENGTH = 80;

    private OneLine() {}

    /** Returns the statement in one line, shortened for a log. */
    public static String of(String sql) {
        StringBuilder line = new StringBuilder(LENGTH + 2);
        boolean blank = false;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (Character.isWhitespace(c)) {
                blank = line.length() > 0;
                continue;
            }
            if (line.length() >= LENGTH) {
                return line.append(" …").toString();
            }
            line.append(blank ? " " : "").append(c);
            blank = false;
        }
        return line.toString();
    }
}
