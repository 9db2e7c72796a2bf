package io.automigrate.settings.discovery;

import io.automigrate.kind.known.DatabaseUrl;
import io.automigrate.settings.KnownSecrets;
import io.automigrate.settings.given.Findings;
import io.automigrate.settings.given.Given;
import io.automigrate.settings.names.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The part of an application's configuration that is about its database and its migrations, as the application's framework understands
 * it: profiles, imports and placeholders are resolved.
 *
 * @param framework the framework's name
 * @param properties the values by the names of the properties: {@code spring.datasource.url}
 * @param refusals the values that no start can use
 * @param switchedOff the setting that switches the framework's own migration off; {@code null} when the migration is on
 * @param packages the packages below which the framework looks for the application's beans; empty when it does not tell
 */
public record FrameworkAnswer(
        String framework,
        Map<String, Property> properties,
        List<Refusal> refusals,
        Property switchedOff,
        List<String> packages) {
    /**
     * A property of the application's configuration.
     *
     * @param name the name in the configuration
     * @param value the value
     * @param place the place of the value: {@code application-prod.yml line 12}; empty when the framework does not tell the place
     */
    public record Property(String name, String value, String place) {
        public Property {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(place, "place");
        }

        /** Returns the property with the name of its place, without its value. */
        @Override
        public String toString() {
            return place.isEmpty() ? name : name + ", " + place;
        }
    }

    /**
     * A reason to refuse the start.
     *
     * @param setting the setting of ours that the value stands for: a password is not shown
     * @param property the property
     * @param reason the reason and the remedy
     */
    public record Refusal(Setting setting, Property property, String reason) {}

    public FrameworkAnswer {
        Objects.requireNonNull(framework, "framework");
        properties = Map.copyOf(properties);
        refusals = List.copyOf(refusals);
        packages = List.copyOf(packages);
    }

    /** Returns whether Spring Boot's Flyway has a URL of its own, so that the data source of the application does not matter. */
    public boolean hasUrlForFlyway() {
        return properties.containsKey("spring.flyway.url");
    }

    /** Returns the locations of the scripts; {@code null} when the application names none. */
    public Property locations() {
        for (UrlSource source : UrlSource.values()) {
            Property locations = source.flyway() == null ? null : properties.get(source.flyway() + "locations");
            if (locations != null) {
                return locations;
            }
        }
        return null;
    }

    /**
     * Returns this answer with the URL of the data source that the server has made for the application.
     *
     * @param url the URL in place of the data source's name
     */
    public FrameworkAnswer withUrlOfDataSource(String url) {
        Map<String, Property> known = new HashMap<>(properties);
        known.replaceAll((key, property) -> isUrl(key) && DatabaseUrl.namesDataSource(property.value())
                ? new Property(property.name(), url, property.place())
                : property);
        return new FrameworkAnswer(framework, known, refusals, switchedOff, packages);
    }

    private static boolean isUrl(String key) {
        return key.endsWith("url");
    }

    /** Returns the properties in the order of their names, each with its value and its place, as text for messages without secrets. */
    public List<String> shown() {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, Property> entry : properties.entrySet()) {
            Property property = entry.getValue();
            // The name of the property may be that of a data source whose URL is known by now.
            String key = isUrl(entry.getKey()) ? Setting.URL.name() : key(property.name());
            lines.add(given(key, property).shown());
        }
        Collections.sort(lines);
        return lines;
    }

    private static String key(String name) {
        if (KnownSecrets.isSecretName(name)) {
            return Setting.PASSWORD.name();
        }
        return isUrl(name) ? Setting.URL.name() : name;
    }

    /** Adds the refusals to the findings. */
    public void report(Findings findings) {
        for (Refusal refusal : refusals) {
            findings.problem(given(refusal.setting().name(), refusal.property()), refusal.reason());
        }
    }

    /** Returns the value of a property that the application has, as the value of the setting with this key. */
    Given given(String key, String property) {
        return given(key, properties.get(property));
    }

    private static Given given(String key, Property property) {
        return new Given(key, property.name(), property.value(), false, property.place());
    }

    /** Returns the values by the names of the properties. */
    Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        for (Map.Entry<String, Property> property : properties.entrySet()) {
            values.put(property.getKey(), property.getValue().value());
        }
        return values;
    }
}
