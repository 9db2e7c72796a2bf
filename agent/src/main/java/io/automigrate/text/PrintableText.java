package io.automigrate.text;

/**
 * Writes characters that a terminal would obey, or that change the order of the letters on the screen, as {@code \\u001b}: the control
 * characters except line ends and tabs, and the marks for the direction of writing. Such characters come from names, URLs, scripts and the
 * messages of servers.
 */
public final class PrintableText {
    /** Pairs of the first and the last character: C1 and DEL, marks for the direction, invisible separators, interlinear marks. */
    private static final String UNSAFE =
            "\u007f\u009f\u061c\u061c\u200b\u200f\u2028\u202e\u2060\u206f\ufeff\ufeff\ufff9\ufffb";

    private static final String HEX = "0123456789abcdef";

    private PrintableText() {}

    /** Returns the text; the same object when all its characters can be shown. */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnsafe(text.charAt(i))) {
                return escaped(text, i);
            }
        }
        return text;
    }

    private static String escaped(String text, int from) {
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isUnsafe(c)) {
                shown.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    shown.append(HEX.charAt(c >> shift & 0xf));
                }
            } else {
                shown.append(c);
            }
        }
        return shown.toString();
    }

    private static boolean isUnsafe(char c) {
        if (c < 0x20) {
            return c != '\n' && c != '\r' && c != '\t';
        }
        if (c < 0x7f) {
            return false;
        }
        for (int i = 0; i < UNSAFE.length(); i += 2) {
            if (c >= UNSAFE.charAt(i) && c <= UNSAFE.charAt(i + 1)) {
                return true;
            }
        }
        return false;
    }
}
