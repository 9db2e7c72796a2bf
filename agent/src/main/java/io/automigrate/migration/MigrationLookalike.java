package io.automigrate.migration;

/**
 * Recognises misspelt names of migrations: {@code V1_a}, {@code v1__a} and {@code R_views} were meant for migrations, {@code views},
 * {@code README} and {@code B-tree} were not.
 */
final class MigrationLookalike {
    private MigrationLookalike() {}

    /** Returns whether a file name, with or without its suffix, begins like the name of a migration or callback. */
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

    /** Returns whether Flyway reads the text behind the prefix as one of its own markers for versions. */
    private static boolean namesMarker(String name) {
        int end = name.indexOf('.');
        String marker = name.substring(1, end < 0 ? name.length() : end);
        return marker.equalsIgnoreCase("latest")
                || marker.equalsIgnoreCase("current")
                || marker.equalsIgnoreCase("next");
    }
}
