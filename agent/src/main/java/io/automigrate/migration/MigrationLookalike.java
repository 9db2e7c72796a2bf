package io.automigrate.migration;

import io.automigrate.settings.ScriptNaming;

/**
 * Recognises misspelt names of migrations: {@code V1_a}, {@code v1__a} and {@code R_views} were meant for migrations, {@code views},
 * {@code README} and {@code B-tree} were not.
 */
record MigrationLookalike(ScriptNaming naming) {
    /** Returns whether a file name, with or without its suffix, begins like the name of a migration or callback. */
    boolean matches(String name) {
        if (name.length() < 2) {
            return false;
        }
        int event = CallbackEvents.prefixOf(name).length();
        if (event > 0) {
            return event < name.length() && isSeparating(name.charAt(event));
        }
        return isVersioned(name, naming.versioned())
                || isVersioned(name, ScriptNaming.BASELINE)
                || name.startsWith(naming.undo())
                        && beginsVersion(name, naming.undo().length())
                || isRepeatable(name)
                || !prefixInOtherCase(name).isEmpty();
    }

    private boolean isVersioned(String name, String prefix) {
        if (!name.startsWith(prefix) || name.length() == prefix.length()) {
            return false;
        }
        // Without a prefix every file would be a candidate.
        return beginsVersion(name, prefix.length())
                || namesMarker(name, prefix.length())
                || !prefix.isEmpty()
                        && (name.contains(naming.separator()) || name.contains(ScriptNaming.DEFAULT.separator()));
    }

    private boolean isRepeatable(String name) {
        String prefix = naming.repeatable();
        if (prefix.isEmpty() || name.length() == prefix.length() || !name.startsWith(prefix)) {
            return false;
        }
        char next = name.charAt(prefix.length());
        return Character.isDigit(next) || isSeparating(next);
    }

    /** Returns the prefix, in quotation marks, that the name has in another case; empty when it has none. */
    String prefixInOtherCase(String name) {
        for (String prefix :
                new String[] {naming.versioned(), ScriptNaming.BASELINE, naming.undo(), naming.repeatable()}) {
            int end = prefix.length();
            if (end > 0
                    && end < name.length()
                    && name.regionMatches(true, 0, prefix, 0, end)
                    && !name.startsWith(prefix)
                    && (Character.isDigit(name.charAt(end)) || name.startsWith(naming.separator(), end))) {
                return '"' + prefix + '"';
            }
        }
        return "";
    }

    private static boolean beginsVersion(String name, int start) {
        if (start == name.length()) {
            return false;
        }
        char first = name.charAt(start);
        boolean sign = (first == '-' || first == '+' || first == '.') && start + 1 < name.length();
        char digit = sign ? name.charAt(start + 1) : first;
        return Character.isDigit(digit) || start > 0 && digit == '_';
    }

    private boolean isSeparating(char c) {
        return c == '_' || c == naming.separator().charAt(0);
    }

    /** Returns whether Flyway reads the text behind the prefix as one of its own markers for versions. */
    private boolean namesMarker(String name, int start) {
        int end = name.length();
        for (String next : new String[] {".", naming.separator()}) {
            int found = name.indexOf(next, start);
            end = found < 0 ? end : Math.min(end, found);
        }
        String marker = name.substring(start, end);
        return marker.equalsIgnoreCase("latest")
                || marker.equalsIgnoreCase("current")
                || marker.equalsIgnoreCase("next");
    }
}
