package io.automigrate.migration;

/**
 * Tells a name that was surely meant for a migration from the name of any other file: {@code V1_a}, {@code v1__a} and {@code R_views}
 * from {@code views}, {@code README} and {@code B-tree}.
 */
final class MigrationLookalike {
    private MigrationLookalike() {}

    /** Returns whether a file name, with or without its suffix, begins as a migration's or a callback's does. */
    static boolean matches(String name) {
        if (name.length() < 2) {
            return false;
        }
        int event = CallbackEvents.prefixOf(name).length();
        if (event > 0) {
            return name.startsWith("_", event);
        }
        return switch (name.charAt(0)) {
            case 'V', 'B' -> beginsVersion(name) || name.contains("__") || namesMarker(name);
            case 'U' -> beginsVersion(name);
            case 'R' -> isDigitOrUnderscore(name.charAt(1));
            case 'v', 'b', 'u', 'r' -> Character.isDigit(name.charAt(1)) || name.startsWith("__", 1);
            default -> false;
        };
    }

    private static boolean beginsVersion(String name) {
        char second = name.charAt(1);
        boolean sign = second == '-' || second == '+' || second == '.';
        return isDigitOrUnderscore(sign && name.length() > 2 ? name.charAt(2) : second);
    }

    private static boolean isDigitOrUnderscore(char c) {
        return Character.isDigit(c) || c == '_';
    }

    /** Returns whether Flyway takes what stands behind the prefix for a version that only it may use. */
    private static boolean namesMarker(String name) {
        int end = name.indexOf('.');
        String marker = name.substring(1, end < 0 ? name.length() : end);
        return marker.equalsIgnoreCase("latest")
                || marker.equalsIgnoreCase("current")
                || marker.equalsIgnoreCase("next");
    }
}
