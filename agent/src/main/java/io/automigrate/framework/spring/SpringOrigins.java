package io.automigrate.framework.spring;

import java.lang.reflect.Method;

/** The places of properties, as far as Spring Boot knows them: a line of a file, a variable, the command line. */
final class SpringOrigins {
    private static final String SOURCES = "org.springframework.boot.context.properties.source.";

    private final Iterable<?> sources;
    private final Method nameOf;
    private final Method find;
    private final Method getOrigin;

    SpringOrigins(Object environment, ClassLoader loader) throws ReflectiveOperationException {
        Class<?> name = loader.loadClass(SOURCES + "ConfigurationPropertyName");
        Class<?> source = loader.loadClass(SOURCES + "ConfigurationPropertySource");
        sources = (Iterable<?>) loader.loadClass(SOURCES + "ConfigurationPropertySources")
                .getMethod("get", loader.loadClass("org.springframework.core.env.Environment"))
                .invoke(null, environment);
        nameOf = name.getMethod("of", CharSequence.class);
        find = source.getMethod("getConfigurationProperty", name);
        getOrigin = loader.loadClass(SOURCES + "ConfigurationProperty").getMethod("getOrigin");
    }

    /** Returns the place of a property: {@code application-prod.yml line 12}; empty when the place is not known. */
    String place(String property) throws ReflectiveOperationException {
        Object origin = origin(property);
        if (origin == null) {
            // The values of a list have places, the list has none.
            origin = origin(property + "[0]");
        }
        return origin == null ? "" : text(origin);
    }

    private Object origin(String property) throws ReflectiveOperationException {
        Object name = nameOf.invoke(null, property);
        for (Object source : sources) {
            Object found = find.invoke(source, name);
            if (found != null) {
                return getOrigin.invoke(found);
            }
        }
        return null;
    }

    private static String text(Object outer) throws ReflectiveOperationException {
        // Since 3.1 the origin in the property source wraps the one in the file.
        Object inner = get(outer, "getOrigin");
        Object origin = inner == null ? outer : inner;
        Object location = get(origin, "getLocation");
        Object resource = location == null ? null : get(origin, "getResource");
        if (resource != null) {
            return get(resource, "getFilename") + " line " + (1 + (Integer) get(location, "getLine"));
        }
        Object variable = get(origin, "getProperty");
        if (variable != null) {
            return String.valueOf(variable);
        }
        Object source = get(origin, "getPropertySource");
        return String.valueOf(source == null ? origin : get(source, "getName"));
    }

    /** Calls a method that an origin of this kind has; returns {@code null} when the origin is of another kind. */
    private static Object get(Object on, String method) throws ReflectiveOperationException {
        for (Method candidate : on.getClass().getMethods()) {
            if (candidate.getName().equals(method) && candidate.getParameterCount() == 0) {
                candidate.setAccessible(true);
                return candidate.invoke(on);
            }
        }
        return null;
    }
}
