package io.automigrate.settings.discovery;

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
 */
public record FrameworkAnswer(
        String framework, Map<String, Property> properties, List<Refusal> refusals, Property switchedOff) {
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

    /** Returns the properties in the order of their names, each with its value and its place, as text for messages without secrets. */
    public List<String> shown() {
        List<String> lines = new ArrayList<>();
        for (Property property : properties.values()) {
            lines.add(given(key(property.name()), property).shown());
        }
        Collections.sort(lines);
        return lines;
    }

    private static String key(String name) {
        if (KnownSecrets.isSecretName(name)) {
            return Setting.PASSWORD.name();
        }
        return name.endsWith("url") ? Setting.URL.name() : name;
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
