package io.automigrate.secret;

import io.automigrate.text.PrintableText;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a text fit to be shown. Secrets are hidden by the places where secrets stand (user info and password-like parameters of URLs,
 * passwords in SQL; drivers and servers quote both in their messages) and by the secret values that this start knows, in every usual
 * encoding. Control characters, which a terminal would obey, are written as {@code \\u001b}. The work grows linearly with the text.
 *
 * <p>Hiding a known value such as "test" everywhere would reveal the password and spoil the log. Values of up to two characters are
 * therefore not hidden, values of up to {@value #LONGEST_WORD} characters only where they are a whole word, longer values everywhere.
 * Leave out a secret that equals something public, such as the name of a user or a database: the stars would reveal that they are
 * equal.
 */
public final class SecretMask {
    /** The text in place of a secret. */
    public static final String STARS = "****";

    /** A mask that knows no secret values, only the places. */
    public static final SecretMask URLS_ONLY = new SecretMask(List.of());

    private static final int SHORTEST = 3;
    private static final int LONGEST_WORD = 8;
    private static final int SHORTEST_CUT = 4;
    private static final char CUT = '…';

    private final List<String> values;
    private final List<String> forms;

    /**
     * Makes a mask for the known places and these values.
     *
     * @param secrets values that must not appear
     */
    public SecretMask(List<String> secrets) {
        List<String> known = new ArrayList<>(secrets.size());
        List<String> all = new ArrayList<>(secrets.size() * 4);
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST) {
                known.add(secret);
                SecretForms.addTo(all, secret);
            }
        }
        // The longest comes first: otherwise the rest of a secret that contains another secret would stay.
        List<String> sorted = new ArrayList<>(all.size());
        for (String form : all) {
            int at = 0;
            while (at < sorted.size() && sorted.get(at).length() >= form.length()) {
                at++;
            }
            sorted.add(at, form);
        }
        values = List.copyOf(known);
        forms = List.copyOf(sorted);
    }

    /** Returns the text with {@value #STARS} in place of every secret, and without control characters other than line ends and tabs. */
    public String mask(String text) {
        String masked = text;
        for (String form : forms) {
            masked = without(form, masked);
        }
        if (!values.isEmpty() && masked.indexOf(CUT) >= 0) {
            masked = withoutCutSecrets(masked);
        }
        String hidden = NamedSecrets.mask(UrlSecrets.mask(masked));
        return isPlain(hidden) ? hidden : PrintableText.of(hidden);
    }

    /** Returns whether the text has only printable ASCII and line ends. Most lines do, and need no look at other characters. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' || c > '~') && c != '\n') {
                return false;
            }
        }
        return true;
    }

    private static String without(String secret, String text) {
        int at = text.indexOf(secret);
        if (at < 0) {
            return text;
        }
        Redaction redaction = new Redaction(text);
        while (at >= 0) {
            int end = at + secret.length();
            if (secret.length() > LONGEST_WORD || standsAlone(text, at, end)) {
                redaction.hide(at, end);
                at = text.indexOf(secret, end);
            } else {
                at = text.indexOf(secret, at + 1);
            }
        }
        return redaction.toString();
    }

    /** Hides the beginning of a secret where a line was shortened in the middle of the secret: {@code corre …}. */
    private String withoutCutSecrets(String text) {
        Redaction redaction = new Redaction(text);
        for (int cut = text.indexOf(CUT); cut >= 0; cut = text.indexOf(CUT, cut + 1)) {
            int end = cut > 0 && text.charAt(cut - 1) == ' ' ? cut - 1 : cut;
            int longest = 0;
            for (String value : values) {
                longest = Math.max(longest, cutLength(text, end, value));
            }
            redaction.hide(end - longest, end);
        }
        return redaction.toString();
    }

    private static int cutLength(String text, int end, String secret) {
        for (int length = Math.min(end, secret.length() - 1); length >= SHORTEST_CUT; length--) {
            if (text.regionMatches(end - length, secret, 0, length)) {
                return length;
            }
        }
        return 0;
    }

    private static boolean standsAlone(String text, int start, int end) {
        return !joined(text, start) && !joined(text, end);
    }

    private static boolean joined(String text, int at) {
        return at > 0 && at < text.length() && isWord(text.charAt(at - 1)) && isWord(text.charAt(at));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
