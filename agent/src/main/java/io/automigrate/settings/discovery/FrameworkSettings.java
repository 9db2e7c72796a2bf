package io.automigrate.settings.discovery;

import io.automigrate.settings.given.Findings;
import io.automigrate.settings.given.Given;
import io.automigrate.settings.given.ProgramArguments;
import io.automigrate.settings.given.SettingSources;
import io.automigrate.settings.names.FlywayOption;
import io.automigrate.settings.names.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The settings of the application's framework under their own names, in the order of Spring Boot: arguments of the program,
 * {@code SPRING_APPLICATION_JSON}, system properties, environment variables.
 */
public final class FrameworkSettings {
    /** The prefixes of Flyway's settings in all frameworks. */
    public static final List<String> FLYWAYS =
            List.of("flyway.", "spring.flyway.", "quarkus.flyway.", "flyway.datasources.default.");

    private static final String[] FLYWAY_SETTINGS = {"locations", "schemas", "default-schema", "table"};
    private static final String PLACEHOLDERS = "placeholders.";
    private static final String INIT_SQL = "init-sql";

    private final List<FrameworkSource> sources = new ArrayList<>();
    private final Set<String> read = new HashSet<>();
    private final FrameworkAnswer answer;

    /**
     * Reads the sources.
     *
     * @param findings gets a warning when the JSON of Spring Boot cannot be read
     */
    public FrameworkSettings(SettingSources given, Findings findings) {
        this.answer = null;
        if (!given.programArguments().isEmpty()) {
            add(FrameworkSource.ofProperties(ProgramArguments.options(given.programArguments()), "--", ""));
        }
        if (mayHaveJson(given) && SpringApplicationJson.isGiven(given)) {
            add(FrameworkSource.ofProperties(
                    SpringApplicationJson.read(given, findings), "", " in " + SpringApplicationJson.NAME));
        }
        add(FrameworkSource.ofProperties(given.systemProperties(), "", ""));
        add(FrameworkSource.ofVariables(given.environment()));
        add(FrameworkSource.ofDottedVariables(given.environment()));
    }

    /** The class for the JSON is loaded only where the JSON may be given: each class costs start-up time. */
    private static boolean mayHaveJson(SettingSources given) {
        return !given.programArguments().isEmpty()
                || given.environment().containsKey("SPRING_APPLICATION_JSON")
                || given.systemProperties().containsKey("spring.application.json");
    }

    /** Makes the settings that the framework itself has read; neither the environment nor the system properties are looked at again. */
    public FrameworkSettings(FrameworkAnswer answer) {
        this.answer = answer;
        add(FrameworkSource.ofProperties(answer.values(), "", ""));
    }

    private void add(FrameworkSource source) {
        if (!source.isEmpty()) {
            sources.add(source);
        }
    }

    /** Returns the value for {@code setting} that {@code property} or its variable holds; {@code null} for none or a blank one. */
    public Given find(Setting setting, String property) {
        return find(setting.name(), property);
    }

    /** Returns the value for the setting with this key; the elements of a list are joined with commas. */
    public Given find(String key, String property) {
        return trimmed(findVerbatim(key, property, ","));
    }

    /** Returns the value for the setting with this key, its parts or elements joined with {@code separator} in place of commas. */
    Given find(String key, String property, String separator) {
        return trimmed(findVerbatim(key, property, separator));
    }

    /** Returns the value as it is, also an empty one. */
    public Given findVerbatim(Setting setting, String property) {
        return findVerbatim(setting.name(), property, ",");
    }

    /** Returns whether the framework itself has read the settings. */
    boolean isAnswer() {
        return answer != null;
    }

    /** Returns whether no setting of any framework is given. */
    boolean isEmpty() {
        return sources.isEmpty();
    }

    private static Given trimmed(Given given) {
        return given == null || given.value().isBlank()
                ? null
                : new Given(given.key(), given.name(), given.value().trim(), false, given.place());
    }

    private Given findVerbatim(String key, String property, String separator) {
        for (FrameworkSource source : sources) {
            Map.Entry<String, String> found = source.find(property);
            if (found != null) {
                read.add(found.getKey());
                String value = found.getValue();
                return answer == null
                        ? new Given(key, source.shown(found.getKey()), whole(value, separator), false)
                        : answer.given(key, found.getKey());
            }
            List<Map.Entry<String, String>> elements = source.elements(property);
            if (!elements.isEmpty()) {
                return joined(key, source, elements, separator);
            }
        }
        return null;
    }

    private static String whole(String value, String separator) {
        return separator.equals(",") ? value : value.replace(",", separator);
    }

    private Given joined(
            String key, FrameworkSource source, List<Map.Entry<String, String>> elements, String separator) {
        StringBuilder values = new StringBuilder();
        for (Map.Entry<String, String> element : elements) {
            read.add(element.getKey());
            values.append(values.isEmpty() ? "" : separator).append(element.getValue());
        }
        return new Given(key, source.shown(elements.get(0).getKey()), values.toString(), false);
    }

    /**
     * Returns the value of an option of Flyway's below a framework's prefix, also by the names of frameworks only and by the names of
     * older versions; {@code null} when the option is not given.
     */
    public Given find(FlywayOption option, String prefix) {
        String key = FlywayOption.PREFIX + option.variable();
        Given given =
                option.property().equals(INIT_SQL) ? statements(key, prefix) : find(key, prefix + option.property());
        if (given != null) {
            return given;
        }
        return switch (option.name()) {
            case "ignoreMigrationPatterns" -> ignoredMigrations(key, prefix);
            case "failOnMissingLocations" -> find(key, prefix + "check-location");
            case "sqlMigrationSuffixes" -> find(key, prefix + "sql-migration-suffix");
            default -> null;
        };
    }

    /** Spring Boot takes a list of statements, splits the list at commas, and joins the statements to one script. */
    private Given statements(String key, String prefix) {
        Given list = find(key, prefix + "init-sqls", "\n");
        return list == null ? find(key, prefix + INIT_SQL) : list;
    }

    /** Before Flyway 9 each state of a migration that may be ignored had a flag. */
    private Given ignoredMigrations(String key, String prefix) {
        StringBuilder patterns = new StringBuilder();
        Given last = null;
        for (String state : new String[] {"missing", "ignored", "pending", "future"}) {
            Given flag = find(key, prefix + "ignore-" + state + "-migrations");
            boolean isIgnored =
                    flag == null ? state.equals("future") : flag.value().equalsIgnoreCase("true");
            if (isIgnored) {
                patterns.append(patterns.isEmpty() ? "*:" : ",*:").append(state);
            }
            last = flag == null ? last : flag;
        }
        return last == null ? null : new Given(key, last.name(), patterns.toString(), false);
    }

    /** Returns whether a setting below this prefix is given. */
    public boolean hasAny(String prefix) {
        for (FrameworkSource source : sources) {
            if (source.hasAny(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the prefix of the first framework that has any setting for Flyway, {@code null} when none has. */
    public String anyFlyway() {
        String other = null;
        for (String prefix : FLYWAYS) {
            if (!hasAny(prefix)) {
                continue;
            }
            for (String setting : FLYWAY_SETTINGS) {
                if (find(Setting.LOCATIONS, prefix + setting) != null) {
                    return prefix;
                }
            }
            if (other == null && hasOption(prefix)) {
                other = prefix;
            }
        }
        return other;
    }

    private boolean hasOption(String prefix) {
        for (FlywayOption option : FlywayOption.discoverable()) {
            if (find(option, prefix) != null) {
                return true;
            }
        }
        return hasAny(prefix + PLACEHOLDERS);
    }

    /**
     * Returns the placeholders below a framework's prefix by their names in lower case. A variable cannot tell {@code .} from {@code _},
     * so the placeholder has both names.
     */
    public Map<String, String> placeholders(String flyway) {
        Map<String, String> placeholders = new HashMap<>();
        int levels = levels(flyway + PLACEHOLDERS);
        for (int i = sources.size() - 1; i >= 0; i--) {
            FrameworkSource source = sources.get(i);
            for (Map.Entry<String, String> entry : source.below(flyway + PLACEHOLDERS)) {
                read.add(entry.getKey());
                if (source.isEnvironment()) {
                    String name = entry.getKey()
                            .substring((flyway + PLACEHOLDERS).length())
                            .toLowerCase(Locale.ROOT);
                    placeholders.put(name, entry.getValue());
                    placeholders.put(name.replace('_', '.'), entry.getValue());
                } else {
                    placeholders.put(nameBelow(entry.getKey(), levels), entry.getValue());
                }
            }
        }
        return placeholders;
    }

    private static int levels(String prefix) {
        int levels = 0;
        for (int i = 0; i < prefix.length(); i++) {
            levels += prefix.charAt(i) == '.' ? 1 : 0;
        }
        return levels;
    }

    /** Returns the name of a placeholder, without the brackets or quotes that keep the characters of a name as they are. */
    private static String nameBelow(String property, int levels) {
        int start = 0;
        for (int level = 0; level < levels; level++) {
            int dot = property.indexOf('.', start);
            int bracket = property.indexOf('[', start);
            start = (dot < 0 || bracket >= 0 && bracket < dot ? bracket : dot) + 1;
        }
        String name = property.substring(start);
        boolean isEnclosed = name.endsWith("]") || name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        int from = name.startsWith("\"") ? 1 : 0;
        return name.substring(from, isEnclosed ? name.length() - 1 : name.length())
                .toLowerCase(Locale.ROOT);
    }

    /**
     * Warns of the settings below the prefixes in use that nothing has read.
     *
     * @param flyway the prefix of Flyway's settings; {@code null} for none
     * @param source the settings that the database was discovered in; {@code null} when {@code AUTO_MIGRATE_URL} names it
     */
    void warnOfUnread(String flyway, UrlSource source, Findings findings) {
        if (answer != null) {
            // The answer holds only properties that have a meaning here.
            return;
        }
        UnreadSettings unread = null;
        for (FrameworkSource place : sources) {
            for (Map.Entry<String, String> entry : unread(place, flyway, source)) {
                unread = unread == null ? new UnreadSettings(findings) : unread;
                unread.report(place, entry, flyway, source);
            }
        }
    }

    private List<Map.Entry<String, String>> unread(FrameworkSource place, String flyway, UrlSource source) {
        List<Map.Entry<String, String>> unread = new ArrayList<>();
        if (flyway != null) {
            addUnread(place.below(flyway), unread);
        }
        if (source != null
                && source.dataSource() != null
                && !source.dataSource().equals(flyway)) {
            addUnread(place.below(source.dataSource()), unread);
        }
        return unread;
    }

    private void addUnread(List<Map.Entry<String, String>> entries, List<Map.Entry<String, String>> unread) {
        for (Map.Entry<String, String> entry : entries) {
            if (!read.contains(entry.getKey())) {
                unread.add(entry);
            }
        }
    }
}
