package io.automigrate.framework.spring;

import io.automigrate.framework.reading.ApplicationProperties;
import io.automigrate.settings.discovery.FrameworkAnswer.Property;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The properties of an application, read by Spring Boot's own {@code Binder}: relaxed names, lists, placeholders and profiles are its
 * work. Each property is bound by its name, as Boot binds the fields of its own classes: a map of all properties would lose the variables,
 * whose words are not told from levels.
 */
final class SpringProperties implements ApplicationProperties {
    private static final String BINDING = "org.springframework.boot.context.properties.bind.";

    private final Object binder;
    private final Method bind;
    private final Method orElse;
    private final Object string;
    private final Object strings;
    private final Object map;
    private final SpringOrigins origins;

    /**
     * @param environment the application's {@code Environment}
     * @param loader the class loader that Spring Boot is visible to
     */
    SpringProperties(Object environment, ClassLoader loader) throws ReflectiveOperationException {
        Class<?> binderType = loader.loadClass(BINDING + "Binder");
        Class<?> bindable = loader.loadClass(BINDING + "Bindable");
        binder = binderType
                .getMethod("get", loader.loadClass("org.springframework.core.env.Environment"))
                .invoke(null, environment);
        bind = binderType.getMethod("bind", String.class, bindable);
        orElse = loader.loadClass(BINDING + "BindResult").getMethod("orElse", Object.class);
        string = bindable.getMethod("of", Class.class).invoke(null, String.class);
        strings = bindable.getMethod("listOf", Class.class).invoke(null, String.class);
        map = bindable.getMethod("mapOf", Class.class, Class.class).invoke(null, String.class, String.class);
        origins = new SpringOrigins(environment, loader);
    }

    @Override
    public Property find(String name) throws ReflectiveOperationException {
        Object value = bound(name, string);
        return value == null ? null : property(name, (String) value);
    }

    @Override
    public Property list(String name, String separator) throws ReflectiveOperationException {
        Object values = bound(name, strings);
        if (values == null) {
            return null;
        }
        StringBuilder joined = new StringBuilder();
        for (Object value : (List<?>) values) {
            joined.append(joined.isEmpty() ? "" : separator).append(value);
        }
        return property(name, joined.toString());
    }

    @Override
    public Map<String, Property> below(String name) throws ReflectiveOperationException {
        Map<String, Property> found = new HashMap<>();
        Object values = bound(name, map);
        if (values != null) {
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) values).entrySet()) {
                String rest = String.valueOf(entry.getKey());
                found.put(rest, new Property(name + '.' + rest, String.valueOf(entry.getValue()), ""));
            }
        }
        return found;
    }

    private Object bound(String name, Object type) throws ReflectiveOperationException {
        return orElse.invoke(bind.invoke(binder, name, type), (Object) null);
    }

    private Property property(String name, String value) throws ReflectiveOperationException {
        return new Property(name, value, origins.place(name));
    }
}
