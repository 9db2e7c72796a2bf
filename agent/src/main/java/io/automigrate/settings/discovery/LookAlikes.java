package io.automigrate.settings.discovery;

import io.automigrate.settings.given.SettingSources;
import io.automigrate.settings.names.SettingName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds settings that were probably meant to name the database, when no setting names one: names that differ a little from the agent's
 * names, other variables that hold the URL of a database, and the agent's names in the files of a framework. A start that finds a
 * database does not load this class.
 *
 * @param loader the loader of the class path, where files of a framework are looked for
 */
public record LookAlikes(SettingSources sources, ClassLoader loader) {
    private static final String OURS = "AUTOMIGRATE";
    private static final String[] SCHEMES = {"jdbc:", "postgres://", "postgresql://", "mysql://", "mariadb://"};
    private static final String[] FOLDERS = {"", "config/", "BOOT-INF/classes/", "WEB-INF/classes/"};
    private static final String[] FILES = {"application.properties", "application.yml", "application.yaml"};

    /** Returns one sentence for each such setting, without its value, which may hold a password. */
    public List<String> find() {
        List<String> found = new ArrayList<>();
        names("the variable ", sources.environment(), found);
        names("the system property ", sources.systemProperties(), found);
        for (String folder : FOLDERS) {
            for (String file : FILES) {
                inFile(folder + file, found);
            }
        }
        return found;
    }

    private static void names(String kind, Map<String, String> source, List<String> found) {
        for (Map.Entry<String, String> entry : new TreeMap<>(source).entrySet()) {
            String name = entry.getKey();
            if (SettingName.afterPrefix(name) != null) {
                continue;
            }
            String letters = letters(name);
            if (letters.startsWith(OURS) && letters.length() > OURS.length()) {
                found.add(kind + name + " is not read: did you mean " + ours(name) + "?");
            } else if (isUrl(entry.getValue())) {
                found.add(kind + name
                        + " holds the URL of a database, but is not read: give the URL to AUTO_MIGRATE_URL");
            }
        }
    }

    private void inFile(String file, List<String> found) {
        try (InputStream in = loader.getResourceAsStream(file)) {
            if (in == null) {
                return;
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String name = line.strip().split("[=: ]", 2)[0];
                if (letters(name).startsWith(OURS)) {
                    found.add("\"" + name + "\" in " + file
                            + " is not read: the agent knows environment variables, system"
                            + " properties and agent arguments; set " + ours(name) + " as one of these");
                }
            }
        } catch (IOException e) {
            // The warning without this hint still lists the settings that the agent looked for.
            return;
        }
    }

    private static boolean isUrl(String value) {
        String lower = value.strip().toLowerCase(Locale.ROOT);
        for (String scheme : SCHEMES) {
            if (lower.startsWith(scheme)) {
                return true;
            }
        }
        return false;
    }

    private static String letters(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }

    /** Returns the variable that was probably meant: {@code AUTO_MIGRATE_WAIT_TIMEOUT} for {@code automigrate.wait-timeout}. */
    private static String ours(String name) {
        String rest =
                name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_").replaceFirst("^_*AUTO_?MIGRATE_?", "");
        return rest.isEmpty() ? "AUTO_MIGRATE" : "AUTO_MIGRATE_" + rest;
    }
}
