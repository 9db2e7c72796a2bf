package io.automigrate.secret;

/** A copy of a text in which ranges are replaced by {@value SecretMask#STARS}. The ranges are given from left to right. */
final class Redaction {
    private final String text;
    private StringBuilder masked;
    private int copied;

    Redaction(String text) {
        this.text = text;
    }

    /** Replaces the range. A part that is already replaced is left as it is. */
    void hide(int start, int end) {
        int from = Math.max(start, copied);
        int to = Math.min(end, text.length());
        if (from >= to) {
            return;
        }
        if (masked == null) {
            masked = new StringBuilder(text.length());
        }
        if (masked.isEmpty() || from > copied) {
            masked.append(text, copied, from).append(SecretMask.STARS);
        }
        copied = to;
    }

    /** Returns the text with all replacements. */
    @Override
    public String toString() {
        return masked == null
                ? text
                : masked.append(text, copied, text.length()).toString();
    }
}
