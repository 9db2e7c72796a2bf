package io.automigrate.settings.names;

import java.util.ArrayList;
import java.util.List;

/** Finds the setting that a wrong name probably means. */
public final class NearestSetting {
    private NearestSetting() {}

    /** Returns the key of the setting that {@code key} was probably meant to be, or {@code null}. */
    public static String of(String key) {
        boolean file = key.endsWith(SettingName.FILE);
        String base = file ? key.substring(0, key.length() - SettingName.FILE.length()) : key;
        if (base.startsWith("PLACEHOLDER")) {
            return SettingName.PLACEHOLDERS + "<NAME>";
        }
        if (base.startsWith(FlywayOption.PREFIX)) {
            return nearestOption(base.substring(FlywayOption.PREFIX.length()));
        }
        String nearest = otherWord(base);
        if (nearest == null) {
            nearest = nearestSetting(base);
        }
        return nearest != null && file && Setting.valueOf(nearest).mayComeFromFile()
                ? nearest + SettingName.FILE
                : nearest;
    }

    /** The names that other tools give to the same setting. */
    private static String otherWord(String key) {
        return switch (key) {
            case "USERNAME" -> "USER";
            case "PASS", "PWD", "PASSWD" -> "PASSWORD";
            case "JDBC_URL", "DATABASE_URL", "DATASOURCE_URL", "DB_URL" -> "URL";
            case "ENABLED", "ENABLE", "STARTUP" -> "ON_STARTUP";
            case "TIMEOUT", "WAIT" -> "WAIT_TIMEOUT";
            case "TABLE_NAME", "HISTORY_TABLE" -> "TABLE";
            default -> null;
        };
    }

    private static String nearestOption(String key) {
        List<String> names = new ArrayList<>();
        for (FlywayOption option : FlywayOption.discoverable()) {
            names.add(option.variable());
        }
        String nearest = nearestSpelling(key, names);
        return nearest == null ? null : FlywayOption.PREFIX + nearest;
    }

    private static String nearestSetting(String key) {
        List<String> names = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            names.add(setting.name());
        }
        return nearestSpelling(key, names);
    }

    /** Returns the name that differs from {@code key} by a typing error; {@code null} for none. */
    public static String nearestSpelling(String key, List<String> names) {
        int allowed = key.length() < 6 ? 1 : key.length() < 10 ? 2 : 3;
        String nearest = null;
        for (String name : names) {
            if (Math.abs(name.length() - key.length()) > allowed) {
                continue;
            }
            int distance = distance(key, name);
            if (distance <= allowed) {
                allowed = distance - 1;
                nearest = name;
            }
        }
        return nearest;
    }

    /** Counts inserted, lost, wrong and swapped letters (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(a, b, d, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(String a, String b, int[][] d, int i, int j) {
        int wrong = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(d[i - 1][j - 1] + wrong, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
