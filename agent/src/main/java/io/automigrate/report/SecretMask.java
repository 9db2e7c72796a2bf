package io.automigrate.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes secrets out of a text before anyone sees it: user info and password-like parameters of URLs, wherever they stand (drivers
 * quote URLs in their messages), and the secret values this start knows.
 */
public final class SecretMask {
    /** What stands in a secret's place. */
    public static final String STARS = "****";

    /** A mask that knows no secret values, only what URLs look like. */
    public static final SecretMask URLS_ONLY = new SecretMask(List.of());

    // The user name stays: it is what the operator checks first. A password may hold "@" and "/", the last "@" of the
    // word wins.
    private static final Pattern USER_INFO = Pattern.compile("(//[^\\s:/@]*:)[^\\s]*(@)");
    private static final Pattern PARAMETER = Pattern.compile(
            "(?i)([?&;,\\s(\\[{\"']|^)([\\w.-]*(?:password|passwd|pwd|passphrase|secret|token|credential)[\\w.-]*\\s*=\\s*)"
                    + "(\"[^\"]*\"|'[^']*'|[^&;\\s,)\\]}\"']+)");

    private final List<String> secrets;

    /**
     * Makes a mask for the URLs' secrets and these values.
     *
     * @param secrets values that must not appear; empty ones are ignored
     */
    public SecretMask(List<String> secrets) {
        List<String> known = new ArrayList<>(secrets);
        known.removeIf(String::isEmpty);
        // A secret that contains another one goes first, or its rest would be left standing.
        known.sort(Comparator.comparingInt(String::length).reversed());
        this.secrets = List.copyOf(known);
    }

    /** Returns the text with {@value #STARS} in place of every secret. */
    public String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, STARS);
        }
        if (masked.contains("://")) {
            masked = USER_INFO.matcher(masked).replaceAll("$1" + STARS + "$2");
        }
        if (masked.indexOf('=') >= 0) {
            masked = PARAMETER.matcher(masked).replaceAll("$1$2" + STARS);
        }
        return masked;
    }
}
