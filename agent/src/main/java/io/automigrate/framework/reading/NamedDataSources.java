package io.automigrate.framework.reading;

import io.automigrate.settings.discovery.FrameworkAnswer.Property;
import io.automigrate.settings.names.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The data sources of an application that has no default one. The settings for Flyway decide which of several is migrated. */
public final class NamedDataSources {
    private final String prefix;
    private final Map<String, Property> urls;
    private final List<String> migrated = new ArrayList<>();

    private NamedDataSources(String prefix, Map<String, Property> urls) {
        this.prefix = prefix;
        this.urls = urls;
    }

    /**
     * Finds the data sources that are not switched off.
     *
     * @param properties all properties of the application
     * @param sources the level of the data sources
     * @param flyway the level of Flyway's settings for each of them
     * @param names the names of a URL behind the name of a data source
     */
    public static NamedDataSources of(ApplicationProperties properties, String sources, String flyway, String... names)
            throws ReflectiveOperationException {
        Map<String, Property> ofSources = properties.below(sources);
        Map<String, Property> ofFlyway = properties.below(flyway);
        Map<String, Property> urls = new TreeMap<>();
        addUrls(ofSources, names, urls);
        addUrls(ofFlyway, names, urls);
        urls.keySet().removeIf(name -> isOff(name, ofSources));
        NamedDataSources named = new NamedDataSources(flyway, urls);
        for (String name : urls.keySet()) {
            boolean hasSettings = ofFlyway.keySet().stream().anyMatch(key -> key.startsWith(name + '.'));
            if (hasSettings && !isOff(name, ofFlyway)) {
                named.migrated.add(name);
            }
        }
        return named;
    }

    private static void addUrls(Map<String, Property> properties, String[] names, Map<String, Property> urls) {
        for (Map.Entry<String, Property> entry : properties.entrySet()) {
            for (String name : names) {
                int end = entry.getKey().length() - name.length() - 1;
                boolean isOfDriver = entry.getKey().contains("-properties.");
                if (end > 0 && entry.getKey().endsWith('.' + name) && !isOfDriver) {
                    urls.putIfAbsent(entry.getKey().substring(0, end), entry.getValue());
                }
            }
        }
    }

    private static boolean isOff(String name, Map<String, Property> properties) {
        return AnswerBuilder.firstOff(properties.get(name + ".active"), properties.get(name + ".enabled")) != null;
    }

    public boolean has(String name) {
        return urls.containsKey(name);
    }

    /** Returns the name of the only data source, or of the only one that has settings for Flyway; {@code null} when there is none. */
    public String only() {
        if (urls.size() == 1) {
            return urls.keySet().iterator().next();
        }
        return migrated.size() == 1 ? migrated.get(0) : null;
    }

    /** Refuses a start that would have to guess. */
    public void refuse(AnswerBuilder answers) {
        String reason = "the application has several data sources and no default one, and "
                + (migrated.isEmpty()
                        ? "none of them has settings for Flyway: give them to one data source (" + prefix + ".<name>.*)"
                        : "more than one of them has settings for Flyway (" + prefix + ".<name>.*): choose one")
                + " or AUTO_MIGRATE_URL, name several in AUTO_MIGRATE_DATABASES, or leave them to the application's own"
                + " Flyway with AUTO_MIGRATE=false";
        for (Property url : urls.values()) {
            answers.refuse(Setting.URL, url, reason);
        }
    }
}
