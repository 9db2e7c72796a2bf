package io.automigrate.engine.script;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.migration.Script;
import io.automigrate.migration.ScriptKind;
import io.automigrate.settings.Location;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The encoding in which Flyway reads a script: {@code encoding} in the configuration beside the script, {@code V1__a.sql.conf},
 * otherwise Flyway's setting of this name. All versions of Flyway heed the configuration in {@code filesystem:} locations only
 * (FileSystemScanner).
 */
final class ScriptEncoding {
    private static final String KEY = "encoding";

    private final Charset unset;
    private final List<Script> configurations = new ArrayList<>();

    /**
     * @param scripts all scripts of the catalog, including configurations
     * @param unset the encoding of scripts whose configuration names none
     */
    ScriptEncoding(List<Script> scripts, Charset unset) {
        this.unset = unset;
        for (Script script : scripts) {
            if (script.kind() == ScriptKind.CONFIGURATION && script.location().kind() == Location.Kind.FILESYSTEM) {
                configurations.add(script);
            }
        }
    }

    /**
     * Returns the encoding of a script.
     *
     * @throws StartupException {@code CONFIGURATION} when its configuration names one that this Java does not know, or can't be read
     */
    Charset of(Script script) throws StartupException {
        for (Script configuration : configurations) {
            if (configuration.location().equals(script.location())
                    && configuration.path().equals(script.path() + ".conf")) {
                return read(configuration);
            }
        }
        return unset;
    }

    private Charset read(Script configuration) throws StartupException {
        Properties entries = new Properties();
        try (Reader reader = new InputStreamReader(configuration.file().open(), StandardCharsets.UTF_8)) {
            entries.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(configuration, "it can't be read: " + e.getMessage(), e);
        }
        String name = entries.getProperty(KEY);
        try {
            return name == null ? unset : Charset.forName(name.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw unusable(configuration, "this Java does not know the encoding \"" + name.strip() + "\"", e);
        }
    }

    private static StartupException unusable(Script configuration, String reason, Exception cause) {
        return new StartupException(
                Failure.of(
                                ExitCode.CONFIGURATION,
                                "Script configuration \"" + configuration.path() + "\" can't be used: " + reason)
                        .with("script", configuration.file().place())
                        .with("state", "nothing was migrated")
                        .remedy("correct " + KEY + " in the file, or save the script as UTF-8 and remove the entry"),
                cause);
    }
}
