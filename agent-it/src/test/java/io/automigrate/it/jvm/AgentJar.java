package io.automigrate.it.jvm;

import java.nio.file.Path;

/** The built jar. */
public final class AgentJar {
    private AgentJar() {}

    /** Returns its file. */
    public static Path path() {
        return Path.of(System.getProperty("agent.jar")).toAbsolutePath().normalize();
    }
}
