package io.automigrate.host;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;

/**
 * Gives the JVM a class that is loaded already once more, past the transformers. A class is not transformed again instead: a JVM that has
 * to be ready for that shows every class to the agent twice (docs/design/hosts-in-an-aot-cache.md).
 */
final class ClassReload {
    private ClassReload() {}

    static void of(Class<?> loaded, Instrumentation instrumentation) throws UnexpectedHostException {
        String file = loaded.getName().replace('.', '/') + ".class";
        try (InputStream in = loaded.getResourceAsStream('/' + file)) {
            if (in == null) {
                throw new FileNotFoundException(file);
            }
            instrumentation.redefineClasses(new ClassDefinition(loaded, in.readAllBytes()));
        } catch (IOException
                | ClassNotFoundException
                | UnmodifiableClassException
                | RuntimeException
                | LinkageError e) {
            throw new UnexpectedHostException(loaded.getName() + " is loaded already and can't be woven: " + e, e);
        }
    }
}
