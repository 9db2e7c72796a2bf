package io.automigrate.it.jvm;

import java.nio.file.Path;

/** The built jar. */
public final class AgentJar {
    private AgentJar() {}

    /** Returns the jar file of the agent. */
    public static Path path() {
        return Path.of(System.getProperty("agent.jar")).toAbsolutePath().normalize();
    }
}
