package io.automigrate.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** An agent that only says that it ran. */
public final class StandInAgent {
    private StandInAgent() {}

    /** Called by the JVM. */
    public static void premain(String argument) {
        System.err.println("[Migration] stand-in " + argument);
    }

    static byte[] bytes() {
        try (InputStream stream = StandInAgent.class.getResourceAsStream("StandInAgent.class")) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
