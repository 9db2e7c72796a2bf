package io.automigrate.secret;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Takes secrets out of a text before anyone sees it: by the places where secrets stand (user info and password-like parameters of
 * URLs, passwords in SQL; drivers and servers quote both in their messages), and by the secret values that this start knows.
 *
 * <p>A known value is hidden with care, because hiding the word "test" everywhere tells the password and spoils the log:
 * up to two characters are not hidden at all, up to {@value #LONGEST_WORD} only where they are a word of their own, longer ones
 * everywhere. Leave out a secret that equals something public, a user's or a database's name: stars in that place would give it
 * away.
 */
public final class SecretMask {
    /** What stands in a secret's place. */
    public static final String STARS = "****";

    /** A mask that knows no secret values, only the places. */
    public static final SecretMask URLS_ONLY = new SecretMask(List.of());

    private static final int SHORTEST = 3;
    private static final int LONGEST_WORD = 8;

    private static final class LongestFirst implements Comparator<String> {
        @Override
        public int compare(String one, String other) {
            return Integer.compare(other.length(), one.length());
        }
    }

    private final List<String> secrets;

    /**
     * Makes a mask for the known places and these values.
     *
     * @param secrets values that must not appear
     */
    public SecretMask(List<String> secrets) {
        List<String> known = new ArrayList<>(secrets.size());
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST) {
                known.add(secret);
            }
        }
        // A secret that contains another one goes first, or its rest would be left standing.
        if (known.size() > 1) {
            known.sort(new LongestFirst());
        }
        this.secrets = List.copyOf(known);
    }

    /** Returns the text with {@value #STARS} in place of every secret. */
    public String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = without(secret, masked);
        }
        return NamedSecrets.mask(UrlSecrets.mask(masked));
    }

    private static String without(String secret, String text) {
        int at = text.indexOf(secret);
        if (at < 0) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        int copied = 0;
        while (at >= 0) {
            int end = at + secret.length();
            if (secret.length() > LONGEST_WORD || standsAlone(text, at, end)) {
                masked.append(text, copied, at).append(STARS);
                copied = end;
                at = text.indexOf(secret, end);
            } else {
                at = text.indexOf(secret, at + 1);
            }
        }
        return masked.append(text, copied, text.length()).toString();
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
