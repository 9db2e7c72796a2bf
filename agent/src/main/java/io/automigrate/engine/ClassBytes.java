package io.automigrate.engine;

import java.io.IOException;
import java.io.InputStream;

/** The agent's own classes as they are stored, for loaders that define one of them again. */
public final class ClassBytes {
    private ClassBytes() {}

    /**
     * Returns the class file.
     *
     * @param name of a class of this package
     */
    public static byte[] of(String name) throws ClassNotFoundException {
        // All loaders that have classes of this package share this one, and it is the agent's.
        ClassLoader agent = SchemaEngine.class.getClassLoader();
        String path = name.replace('.', '/');
        // In the agent's jar classes have an ending of their own.
        try (InputStream packed = agent.getResourceAsStream(path + ".classdata");
                InputStream plain = packed == null ? agent.getResourceAsStream(path + ".class") : null) {
            InputStream in = packed == null ? plain : packed;
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
