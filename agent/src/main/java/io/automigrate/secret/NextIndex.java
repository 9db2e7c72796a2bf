package io.automigrate.secret;

/**
 * Finds the next of some characters, or the next occurrence of a string, for start positions that rise. Remembers the last answer, so
 * that all searches together read the text once.
 */
final class NextIndex {
    private final String text;
    private final String wanted;
    private final boolean isWhole;
    private int from = -1;
    private int found = -1;

    private NextIndex(String text, String wanted, boolean isWhole) {
        this.text = text;
        this.wanted = wanted;
        this.isWhole = isWhole;
    }

    static NextIndex ofAny(String text, String characters) {
        return new NextIndex(text, characters, false);
    }

    static NextIndex of(String text, String wanted) {
        return new NextIndex(text, wanted, true);
    }

    /** Returns the first occurrence at or after the position; the length of the text when there is none. */
    int from(int position) {
        if (from < 0 || position < from || position > found) {
            from = position;
            found = isWhole ? ofWhole(position) : ofAny(position);
        }
        return found;
    }

    private int ofWhole(int position) {
        int at = text.indexOf(wanted, position);
        return at < 0 ? text.length() : at;
    }

    private int ofAny(int position) {
        int at = position;
        while (at < text.length() && wanted.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return Math.min(at, text.length());
    }
}
