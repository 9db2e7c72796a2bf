package io.automigrate.framework.reading;

import io.automigrate.settings.discovery.FrameworkAnswer.Property;
import java.util.HashMap;
import java.util.Map;

/** Properties without lists. */
record GivenProperties(Map<String, String> values) implements ApplicationProperties {
    @Override
    public Property find(String name) {
        return values.containsKey(name) ? new Property(name, values.get(name), "") : null;
    }

    @Override
    public Property list(String name, String separator) {
        return find(name);
    }

    @Override
    public Map<String, Property> below(String name) {
        Map<String, Property> below = new HashMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(name + '.')) {
                below.put(key.substring(name.length() + 1), new Property(key, value, ""));
            }
        });
        return below;
    }
}
