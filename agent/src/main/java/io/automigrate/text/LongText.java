package io.automigrate.text;

/**
 * Shortens what is too long for a log: a line after {@value #LONGEST_LINE} characters, a text after {@value #MOST_LINES} lines. A statement
 * can hold megabytes of data.
 */
public final class LongText {
    /** The longest line, in characters. */
    public static final int LONGEST_LINE = 2000;

    private static final int MOST_LINES = 200;

    private LongText() {}

    /** Returns the text; the same object when nothing in it is too long. */
    public static String shortened(String text) {
        if (text.length() <= MOST_LINES) {
            return text;
        }
        StringBuilder shorter = new StringBuilder(Math.min(text.length(), LONGEST_LINE + 64));
        int start = 0;
        for (int lines = 0; start < text.length(); lines++) {
            if (lines == MOST_LINES) {
                return shorter.append("… (")
                        .append(text.length() - start)
                        .append(" more characters)")
                        .toString();
            }
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            int cut = Math.min(end, start + LONGEST_LINE);
            shorter.append(text, start, cut);
            if (cut < end) {
                shorter.append(" … (").append(end - cut).append(" more characters)");
            }
            shorter.append(feed < 0 ? "" : "\n");
            start = end + 1;
        }
        return shorter.length() == text.length() ? text : shorter.toString();
    }
}
