package io.automigrate;

import io.automigrate.command.ApplicationProcess;
import io.automigrate.command.CommandLine;
import io.automigrate.command.CommandLineHelp;
import io.automigrate.console.Terminal;
import io.automigrate.failure.ExitCode;
import io.automigrate.settings.given.SettingSources;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Map;

/**
 * The jar as a program: {@code java -jar auto-migrate-agent.jar <command>}. With an application behind {@code --} the program starts the
 * application with itself as agent. Without an application the command runs in this JVM, with the class path {@code
 * AUTO_MIGRATE_CLASSPATH}.
 */
public final class CommandLineTool {
    private static final String USAGE_HINT =
            "\"java -jar auto-migrate-agent.jar --help\" lists the commands and the settings";

    private CommandLineTool() {}

    /**
     * Runs the program. The bootstrap calls this method by its name.
     *
     * @param arguments the words of the command line
     * @param jar the agent's own file
     * @return the exit code
     */
    public static int run(String[] arguments, File jar) throws IOException, InterruptedException {
        CommandLine line = CommandLine.parse(arguments);
        if (line instanceof CommandLine.Wrong wrong) {
            System.err.println("auto-migrate: " + wrong.problem() + "; " + USAGE_HINT);
            return ExitCode.USAGE.code();
        }
        if (line instanceof CommandLine.Help) {
            System.out.print(CommandLineHelp.text(Terminal.of(System.out, System.getenv())));
            return 0;
        }
        if (line instanceof CommandLine.Version) {
            System.out.println("auto-migrate " + Version.current());
            return 0;
        }
        if (line instanceof CommandLine.Create create) {
            SettingSources sources = SettingSources.ofThisProcess(null).with(create.settings());
            return create.script()
                    .create(Path.of("").toAbsolutePath(), sources, LocalDateTime.now(), System.out, System.err);
        }
        CommandLine.Run run = (CommandLine.Run) line;
        if (run.showsPassword()) {
            System.err.println(
                    "auto-migrate: every account that may list the processes of this machine can read --password; use --password-file or AUTO_MIGRATE_PASSWORD");
        }
        return run.application().isEmpty() ? runHere(run.settings()) : new ApplicationProcess(jar, run).run();
    }

    private static int runHere(Map<String, String> settings) {
        SettingSources sources = SettingSources.ofThisProcess(null).with(settings);
        Startup startup = new Startup(sources, System.out, System.err, InstantSource.system(), System::nanoTime);
        // The JVM runs this jar, so there is no host to wait for.
        return startup.run(null, null) & 0xff;
    }
}
