package io.automigrate.framework.quarkus;

import io.automigrate.framework.reading.ApplicationProperties;
import io.automigrate.settings.discovery.FrameworkAnswer.Property;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;

/**
 * The properties of an application of Quarkus, read by SmallRye Config: profiles, expressions, variables and all sources of the running
 * application are its work.
 */
final class QuarkusProperties implements ApplicationProperties {
    private final Object config;
    private final Method getConfigValue;
    private final Method getPropertyNames;

    /**
     * @param loader the class loader of the application, for which the configuration is registered
     */
    QuarkusProperties(ClassLoader loader) throws ReflectiveOperationException {
        config = loader.loadClass("org.eclipse.microprofile.config.ConfigProvider")
                .getMethod("getConfig", ClassLoader.class)
                .invoke(null, loader);
        Class<?> type = loader.loadClass("org.eclipse.microprofile.config.Config");
        getConfigValue = type.getMethod("getConfigValue", String.class);
        getPropertyNames = type.getMethod("getPropertyNames");
    }

    @Override
    public Property find(String name) throws ReflectiveOperationException {
        Object found = getConfigValue.invoke(config, name);
        Object value = found == null ? null : text(found, "getValue");
        if (value == null && found != null) {
            // An expression that can't be expanded counts as absent, and would be taken for no setting at all.
            Object raw = text(found, "getRawValue");
            value = raw != null && raw.toString().contains("${") ? raw : null;
        }
        return value == null ? null : new Property(name, value.toString(), place(found));
    }

    @Override
    public Property list(String name, String separator) throws ReflectiveOperationException {
        Property plain = find(name);
        if (plain != null) {
            return plain;
        }
        Property first = null;
        StringBuilder joined = new StringBuilder();
        for (int i = 0; ; i++) {
            Property next = find(name + '[' + i + ']');
            if (next == null) {
                return first == null ? null : new Property(name, joined.toString(), first.place());
            }
            first = first == null ? next : first;
            joined.append(i == 0 ? "" : separator).append(next.value());
        }
    }

    @Override
    public Map<String, Property> below(String name) throws ReflectiveOperationException {
        Map<String, Property> found = new HashMap<>();
        // Asked anew each time: the names can be walked through only once.
        for (Object property : (Iterable<?>) getPropertyNames.invoke(config)) {
            String text = property.toString();
            Property value = text.startsWith(name + '.') ? find(text) : null;
            if (value != null) {
                found.put(text.substring(name.length() + 1).replace("\"", ""), value);
            }
        }
        return found;
    }

    private static String place(Object found) throws ReflectiveOperationException {
        String source = String.valueOf(text(found, "getSourceName"));
        Object line = text(found, "getLineNumber");
        int bracket = source.indexOf("[source=");
        // PropertiesConfigSource[source=file:/app/config/application.properties]
        String file = bracket < 0 ? source : source.substring(bracket + 8, source.length() - 1);
        String name = file.substring(file.lastIndexOf('/') + 1);
        return line instanceof Integer number && number > 0 ? name + " line " + number : name;
    }

    /** Calls a method that SmallRye's values have; MicroProfile's alone have not all of them. */
    private static Object text(Object value, String method) throws ReflectiveOperationException {
        for (Method candidate : value.getClass().getMethods()) {
            if (candidate.getName().equals(method) && candidate.getParameterCount() == 0) {
                return candidate.invoke(value);
            }
        }
        return null;
    }
}
