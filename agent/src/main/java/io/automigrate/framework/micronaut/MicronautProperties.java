package io.automigrate.framework.micronaut;

import io.automigrate.framework.reading.ApplicationProperties;
import io.automigrate.settings.discovery.FrameworkAnswer.Property;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The properties of an application of Micronaut, read by its own environment. */
final class MicronautProperties implements ApplicationProperties {
    private final Object environment;
    private final Method getProperty;
    private final Method getProperties;
    private final Method getVerbatim;
    private final Object verbatim;
    private final Iterable<?> sources;
    private final Method get;
    private final Method getName;

    MicronautProperties(Object environment, ClassLoader loader) throws ReflectiveOperationException {
        this.environment = environment;
        Class<?> resolver = loader.loadClass("io.micronaut.core.value.PropertyResolver");
        getProperty = resolver.getMethod("getProperty", String.class, Class.class);
        getProperties = resolver.getMethod("getProperties", String.class);
        Class<?> convention = loader.loadClass("io.micronaut.core.naming.conventions.StringConvention");
        getVerbatim = resolver.getMethod("getProperties", String.class, convention);
        verbatim = convention.getField("RAW").get(null);
        sources = (Iterable<?>) loader.loadClass("io.micronaut.context.env.Environment")
                .getMethod("getPropertySources")
                .invoke(environment);
        Class<?> source = loader.loadClass("io.micronaut.context.env.PropertySource");
        get = source.getMethod("get", String.class);
        getName = source.getMethod("getName");
    }

    @Override
    public Property find(String name) throws ReflectiveOperationException {
        Optional<?> value = (Optional<?>) getProperty.invoke(environment, name, String.class);
        return value.isEmpty() ? null : new Property(name, value.get().toString(), place(name));
    }

    @Override
    public Property list(String name, String separator) throws ReflectiveOperationException {
        Optional<?> values = (Optional<?>) getProperty.invoke(environment, name, List.class);
        if (values.isEmpty()) {
            return null;
        }
        StringBuilder joined = new StringBuilder();
        for (Object value : (List<?>) values.get()) {
            joined.append(joined.isEmpty() ? "" : separator).append(value);
        }
        return new Property(name, joined.toString(), place(name));
    }

    @Override
    public Map<String, Property> below(String name) throws ReflectiveOperationException {
        Map<String, Property> found = new HashMap<>();
        collect((Map<?, ?>) getProperties.invoke(environment, name), "", name, found);
        return found;
    }

    /** Returns a property by the capital letters of its last part, which Micronaut elsewhere writes with dashes; {@code null} for none. */
    Property verbatim(String level, String name) throws ReflectiveOperationException {
        Object value = ((Map<?, ?>) getVerbatim.invoke(environment, level, verbatim)).get(name);
        String property = level + '.' + name;
        return value == null ? null : new Property(property, value.toString(), place(property));
    }

    private void collect(Map<?, ?> level, String rest, String name, Map<String, Property> found)
            throws ReflectiveOperationException {
        for (Map.Entry<?, ?> entry : level.entrySet()) {
            String key = rest.isEmpty() ? entry.getKey().toString() : rest + '.' + entry.getKey();
            if (entry.getValue() instanceof Map<?, ?> deeper) {
                collect(deeper, key, name, found);
            } else {
                String property = name + '.' + key;
                found.put(key, new Property(property, String.valueOf(entry.getValue()), place(property)));
            }
        }
    }

    /** Returns the last source that has the property under its own name; sources come in ascending order. */
    private String place(String name) throws ReflectiveOperationException {
        String place = "";
        for (Object source : sources) {
            if (get.invoke(source, name) != null) {
                place = String.valueOf(getName.invoke(source));
            }
        }
        return place;
    }
}
