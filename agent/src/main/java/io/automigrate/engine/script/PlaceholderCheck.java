package io.automigrate.engine.script;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.migration.Script;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * Finds placeholders without a value before the first script runs. Flyway finds one only when it reads the script, and the scripts
 * before it stay applied.
 *
 * @param resources the scripts and the files with the ending {@code .conf} beside them
 */
public record PlaceholderCheck(Configuration configuration, ResourceProvider resources) {
    private static final String OF_FLYWAY = "flyway:";
    private static final int SHOWN = 10;

    /** A placeholder without a value; {@code place} is text for messages. */
    private record Missing(String script, int line, String placeholder, String name) {
        String place() {
            return script + ", line " + line;
        }
    }

    /**
     * Reads the scripts.
     *
     * @throws StartupException {@code CONFIGURATION} when one has a placeholder without a value
     */
    public void refuse(List<Script> scripts) throws StartupException {
        List<Missing> missing = new ArrayList<>();
        for (Script script : scripts) {
            read(script.path(), missing);
        }
        if (!missing.isEmpty()) {
            throw new StartupException(failure(missing));
        }
    }

    private void read(String path, List<Missing> missing) {
        LoadableResource script = resources.getResource(path);
        if (script == null || !isReplaced(path)) {
            return;
        }
        try (BufferedReader reader = new BufferedReader(script.read())) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                find(path, number, line, missing);
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            // Flyway reads the script next, and its failure says why that is not possible.
            return;
        }
    }

    private void find(String path, int number, String line, List<Missing> missing) {
        String prefix = configuration.getPlaceholderPrefix();
        String suffix = configuration.getPlaceholderSuffix();
        for (int begin = line.indexOf(prefix); begin >= 0; begin = line.indexOf(prefix, begin + 1)) {
            int end = line.indexOf(suffix, begin + prefix.length());
            if (end < 0) {
                return;
            }
            String name = line.substring(begin + prefix.length(), end);
            if (!name.toLowerCase(Locale.ROOT).startsWith(OF_FLYWAY) && !hasValue(name)) {
                missing.add(new Missing(path, number, line.substring(begin, end + suffix.length()), name));
            }
            begin = end;
        }
    }

    private boolean hasValue(String name) {
        for (String known : configuration.getPlaceholders().keySet()) {
            if (known.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    private boolean isReplaced(String path) {
        LoadableResource own = resources.getResource(path + ".conf");
        if (own == null) {
            return configuration.isPlaceholderReplacement();
        }
        Properties properties = new Properties();
        try (Reader reader = own.read()) {
            properties.load(reader);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            return false;
        }
        String value = properties.getProperty("placeholderReplacement");
        return value == null ? configuration.isPlaceholderReplacement() : Boolean.parseBoolean(value.strip());
    }

    private static Failure failure(List<Missing> missing) {
        Missing first = missing.get(0);
        Failure failure = Failure.of(
                        ExitCode.CONFIGURATION,
                        first.place() + ": the placeholder \"" + first.placeholder() + "\" has no value")
                .in(first.script(), first.line());
        for (Missing other : missing.subList(1, Math.min(SHOWN, missing.size()))) {
            failure = failure.with("also", other.place() + ": \"" + other.placeholder() + "\"");
        }
        List<String> settings = new ArrayList<>();
        for (Missing each : missing) {
            String setting = setting(each.name());
            if (!settings.contains(setting)) {
                settings.add(setting);
            }
        }
        return failure.with("state", "nothing was changed")
                .remedy("set " + String.join(", ", settings)
                        + "; or AUTO_MIGRATE_FLYWAY_PLACEHOLDER_REPLACEMENT=false when scripts have no placeholders");
    }

    /** No variable has a name with a dash or a dot. */
    private static String setting(String name) {
        return name.matches("[A-Za-z0-9_]+")
                ? "AUTO_MIGRATE_PLACEHOLDERS_" + name.toUpperCase(Locale.ROOT)
                : "the system property auto.migrate.placeholders." + name;
    }
}
