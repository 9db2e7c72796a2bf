package io.automigrate.bootstrap;

import java.io.File;

/**
 * Where {@code java -jar auto-migrate-agent.jar} enters: the jar as a program of its own, without an application or with one that it
 * starts. Java 8 byte code, as {@link AgentPremain}; everything else is in the hidden part.
 */
public final class CommandLineMain {
    private static final String TOOL = "io.automigrate.CommandLineTool";
    private static final int CONFIGURATION = 78;
    private static final int INTERNAL = 70;

    private CommandLineMain() {}

    /**
     * Runs a command and ends the process.
     *
     * @param arguments the words behind the jar
     */
    public static void main(String[] arguments) {
        int exitCode = run(arguments);
        System.out.flush();
        System.err.flush();
        System.exit(exitCode);
    }

    private static int run(String[] arguments) {
        JavaVersion java = JavaVersion.current();
        if (!java.isSupported()) {
            System.err.println(java.refusal());
            return CONFIGURATION;
        }
        try {
            AgentClassLoader hidden = AgentClassLoader.over(AgentPremain.class);
            Thread.currentThread().setContextClassLoader(hidden);
            return (Integer) hidden.loadClass(TOOL)
                    .getMethod("run", String[].class, File.class)
                    .invoke(null, arguments, hidden.file());
        } catch (Throwable e) {
            System.err.println("auto-migrate failed: " + (e.getCause() == null ? e : e.getCause()));
            return INTERNAL;
        }
    }
}
