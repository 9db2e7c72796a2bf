package io.automigrate.migration.history;

import io.automigrate.migration.Script;
import io.automigrate.migration.history.UpToDateCheck.DoubtException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/** The {@code .conf} files of scripts. A start without such files does not load this class. */
final class ScriptConfiguration {
    private ScriptConfiguration() {}

    /** Refuses a configuration that says more than how its script runs. */
    static void refuseUnusual(Script configuration, Charset encoding) {
        try (InputStream in = configuration.file().open()) {
            String text = new String(in.readAllBytes(), encoding);
            for (String line : text.split("\\R")) {
                String setting = line.strip();
                if (!setting.isEmpty() && !setting.startsWith("#") && !isOfRun(setting)) {
                    throw new DoubtException(configuration + " sets \"" + setting + "\"");
                }
            }
        } catch (IOException e) {
            throw new DoubtException(configuration + " can't be read: " + e);
        }
    }

    /**
     * Returns whether the setting matters only when the script runs. The values of placeholders are in no checksum that the check compares:
     * Flyway makes the checksum of a versioned script from its text, and the check refuses a repeatable script with placeholders.
     */
    private static boolean isOfRun(String setting) {
        int end = setting.indexOf('=');
        if (end < 0) {
            return false;
        }
        String name = setting.substring(0, end).strip();
        String value = setting.substring(end + 1).strip();
        return (name.equals("executeInTransaction") || name.equals("placeholderReplacement"))
                && (value.equals("true") || value.equals("false"));
    }
}
