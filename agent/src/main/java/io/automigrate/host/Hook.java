package io.automigrate.host;

import java.util.Objects;

/**
 * A place in a host's code at which an application's class loader is there and none of the application's code has run.
 *
 * @param className the class with {@code /} between its parts, as class files and transformers name it
 * @param method the method
 * @param descriptor its descriptor
 * @param isAtReturn whether the start is called before the method returns (not when it throws), else before its first instruction
 * @param subject the object that the start gets: 0 for {@code this}, 1 for the first parameter, {@link #BOTH} for
 *     an array of the two
 */
record Hook(String className, String method, String descriptor, boolean isAtReturn, int subject) {
    /** The subject of a hook where neither object leads to the other. */
    static final int BOTH = -1;

    Hook {
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(descriptor, "descriptor");
    }

    static Hook atEntry(String className, String method, String descriptor, int subject) {
        return new Hook(className, method, descriptor, false, subject);
    }

    static Hook atReturn(String className, String method, String descriptor, int subject) {
        return new Hook(className, method, descriptor, true, subject);
    }

    /** Returns the place as text for messages: {@code org.apache.catalina.loader.WebappLoader.startInternal}. */
    @Override
    public String toString() {
        return className.replace('/', '.') + "." + method;
    }
}
