package io.automigrate.framework.files;

import io.automigrate.settings.Location;
import io.automigrate.settings.Settings;
import io.automigrate.settings.discovery.FrameworkSettings;
import io.automigrate.settings.given.GivenSummary;
import io.automigrate.settings.given.SettingSources;
import io.automigrate.settings.names.FlywayOption;
import io.automigrate.settings.names.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The settings for Flyway in the application's files that a start with {@code AUTO_MIGRATE_URL} does not know: the application is not asked
 * then, and another table would be a second history. Loaded only where scripts are applied.
 */
public final class UntoldSettings {
    private static final String PLACEHOLDERS = "placeholders.";
    private static final String[] PROFILES = {"spring.profiles.active", "quarkus.profile", "micronaut.environments"};

    private final Settings settings;
    private final SettingSources sources;

    private UntoldSettings(Settings settings, SettingSources sources) {
        this.settings = settings;
        this.sources = sources;
    }

    /**
     * Returns a warning that names the files and the settings; nothing where the start knows them all.
     *
     * @param settings the settings of the start
     * @param sources the settings that the user gave
     * @param loader the class loader of the application
     */
    public static Optional<String> warning(Settings settings, SettingSources sources, ClassLoader loader) {
        if (!GivenSummary.of(sources).namesDatabase() || !settings.database().isEmpty()) {
            return Optional.empty();
        }
        return new UntoldSettings(settings, sources).warning(new ApplicationFiles(loader, profiles(sources)).read());
    }

    private static List<String> profiles(SettingSources sources) {
        List<String> profiles = new ArrayList<>();
        for (String name : PROFILES) {
            String variable = name.replace('.', '_').toUpperCase(Locale.ROOT);
            String given = sources.systemProperties().get(name);
            profiles.add(given == null ? sources.environment().getOrDefault(variable, "") : given);
        }
        return profiles;
    }

    private Optional<String> warning(Map<String, Map<String, String>> files) {
        StringBuilder found = new StringBuilder();
        TreeSet<String> variables = new TreeSet<>();
        for (Map.Entry<String, Map<String, String>> file : new TreeMap<>(files).entrySet()) {
            List<String> names = new ArrayList<>();
            for (Map.Entry<String, String> setting : new TreeMap<>(file.getValue()).entrySet()) {
                String variable = untold(setting.getKey(), setting.getValue());
                if (variable != null) {
                    names.add(setting.getKey());
                    variables.add(variable);
                }
            }
            if (!names.isEmpty()) {
                found.append(found.isEmpty() ? "" : "; ")
                        .append(String.join(", ", names))
                        .append(" in ")
                        .append(file.getKey());
            }
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "The application's own Flyway has settings that the agent does not use, because AUTO_MIGRATE_URL"
                                + " is given: " + found + ". Give the agent the same values with "
                                + String.join(", ", variables)
                                + ", or unset AUTO_MIGRATE_URL, so that the agent asks the application");
    }

    /** Returns the variable that tells the agent a setting; {@code null} where the start has the same value. */
    private String untold(String key, String value) {
        String longest = "";
        for (String prefix : FrameworkSettings.FLYWAYS) {
            longest = key.startsWith(prefix) && prefix.length() > longest.length() ? prefix : longest;
        }
        return longest.isEmpty() || value.isEmpty() ? null : untoldOption(key.substring(longest.length()), value);
    }

    private String untoldOption(String name, String value) {
        if (name.startsWith(PLACEHOLDERS)) {
            String placeholder = name.substring(PLACEHOLDERS.length());
            String told = settings.scripts().placeholders().get(placeholder.toLowerCase(Locale.ROOT));
            return value.equals(told)
                    ? null
                    : "AUTO_MIGRATE_PLACEHOLDERS_"
                            + placeholder.toUpperCase(Locale.ROOT).replace('-', '_');
        }
        FlywayOption option = FlywayOption.named(name.replaceAll("\\[\\d+]$", ""));
        if (option == null) {
            return null;
        }
        return switch (option.kind()) {
            case OURS -> untoldPlace(option.variable(), value);
            case FLAG, TEXT ->
                isDefault(option, value)
                                || value.equals(settings.engine().flyway().get(option.name()))
                        ? null
                        : variable(option);
            case SCRIPTS -> isGiven(option.variable()) ? null : variable(option);
            case FIXED, REFUSED -> null;
        };
    }

    private static String variable(FlywayOption option) {
        return "AUTO_MIGRATE_" + (Setting.named(option.variable()) == null ? FlywayOption.PREFIX : "")
                + option.variable();
    }

    private static boolean isDefault(FlywayOption option, String value) {
        boolean isOnByDefault = option.name().startsWith("validate")
                || List.of("createSchemas", "executeInTransaction", "placeholderReplacement")
                        .contains(option.name());
        return option.kind() == FlywayOption.Kind.FLAG && value.equalsIgnoreCase(Boolean.toString(isOnByDefault));
    }

    private boolean isGiven(String variable) {
        for (String name : sources.environment().keySet()) {
            if (name.endsWith(variable)) {
                return true;
            }
        }
        String property = variable.toLowerCase(Locale.ROOT).replace('_', '.');
        for (String name : sources.systemProperties().keySet()) {
            if (name.replace('-', '.').endsWith(property)) {
                return true;
            }
        }
        return false;
    }

    /** The URL and the account are what the user has given on purpose. */
    private String untoldPlace(String variable, String value) {
        Settings.History history = settings.history();
        boolean isTold =
                switch (variable) {
                    case "TABLE" -> value.equals(history.table());
                    case "SCHEMAS" ->
                        history.schemas().containsAll(list(value))
                                || settings.tenants().isPresent();
                    case "DEFAULT_SCHEMA" ->
                        value.equals(history.defaultSchema().orElse(""))
                                || settings.tenants().isPresent();
                    case "LOCATIONS" -> isRead(value);
                    default -> true;
                };
        return isTold ? null : "AUTO_MIGRATE_" + variable;
    }

    private boolean isRead(String value) {
        for (String text :
                list(value.replace("{vendor}", settings.account().kind().word()))) {
            try {
                if (!settings.scripts().locations().contains(Location.parse(text))) {
                    return false;
                }
            } catch (IllegalArgumentException e) {
                // A place that only the application's Flyway can read, such as a bucket.
                return false;
            }
        }
        return true;
    }

    private static List<String> list(String value) {
        List<String> elements = new ArrayList<>();
        for (String element : value.split(",")) {
            if (!element.isBlank()) {
                elements.add(element.strip());
            }
        }
        return elements;
    }
}
