package io.automigrate.command;

import io.automigrate.settings.names.SettingNames;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The JVM of an application, started with the agent and a command. The settings are passed as variables, because every account that may
 * list processes can read a command line.
 */
public final class ApplicationProcess {
    private static final String FILE = "_FILE";

    private final File jar;
    private final CommandLine.Run run;

    /**
     * @param jar the agent
     */
    public ApplicationProcess(File jar, CommandLine.Run run) {
        this.jar = jar;
        this.run = run;
    }

    /**
     * Starts the application and waits for its end.
     *
     * @return the exit code of the application
     * @throws IOException when the JVM can't be started
     */
    public int run() throws IOException, InterruptedException {
        Process process = builder(System.getProperty("java.home")).start();
        Thread stop = new Thread(() -> stop(process), "auto-migrate-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        return process.waitFor();
    }

    ProcessBuilder builder(String javaHome) {
        List<String> command = new ArrayList<>();
        command.add(javaHome + File.separator + "bin" + File.separator + "java");
        command.add("-javaagent:" + jar);
        command.addAll(run.application());
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        Map<String, String> environment = builder.environment();
        // The variable would name another program, and this process is the application.
        environment.remove("AUTO_MIGRATE_ONLY_FOR");
        for (Map.Entry<String, String> setting : run.settings().entrySet()) {
            String variable = SettingNames.variable(setting.getKey());
            // A setting on the command line replaces both the variable and the variable for a file.
            environment.remove(variable + FILE);
            if (variable.endsWith(FILE)) {
                environment.remove(variable.substring(0, variable.length() - FILE.length()));
            }
            environment.put(variable, setting.getValue());
        }
        return builder;
    }

    /**
     * SIGTERM and Ctrl-C reach this JVM. The JVM of the application rolls back and releases its lock when this JVM passes the signal on.
     */
    private static void stop(Process process) {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
