package io.automigrate.settings.given;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The arguments of the application. Spring Boot and Micronaut read {@code --name=value} among them as a setting. */
public final class ProgramArguments {
    private static final String DASHES = "--";

    /** The prefixes of the settings that a framework reads from arguments. Quarkus and Flyway read none. */
    private static final String[] PREFIXES = {"spring.", "datasources.", "flyway.datasources."};

    private ProgramArguments() {}

    /**
     * Returns the arguments of this process; none when no argument begins with {@code --}.
     *
     * @param command the system property {@code sun.java.command}: the main class or the archive, then the arguments
     */
    static List<String> ofThisProcess(String command) {
        return command.contains(' ' + DASHES) ? of(command, Path.of("/proc/self/cmdline")) : List.of();
    }

    /**
     * Returns the arguments. The property joins them with blanks, so the arguments are taken from the file where Linux has them one by
     * one. Elsewhere an argument is taken to end before the next one that begins with dashes.
     */
    static List<String> of(String command, Path commandLine) {
        try {
            String text = new String(Files.readAllBytes(commandLine), Charset.defaultCharset());
            List<String> words = Arrays.asList(text.split("\0"));
            for (int i = 0; i < words.size(); i++) {
                if (command.startsWith(words.get(i))
                        && String.join(" ", words.subList(i, words.size())).equals(command)) {
                    return words.subList(i + 1, words.size());
                }
            }
        } catch (IOException e) {
            return split(command);
        }
        return split(command);
    }

    private static List<String> split(String command) {
        List<String> arguments = new ArrayList<>();
        int start = command.indexOf(' ' + DASHES);
        while (start >= 0) {
            int end = command.indexOf(' ' + DASHES, start + 1);
            arguments.add(command.substring(start + 1, end < 0 ? command.length() : end));
            start = end;
        }
        return arguments;
    }

    /** Returns the settings of frameworks among the arguments, by their names without dashes. */
    public static Map<String, String> options(List<String> arguments) {
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            int end = equals < 0 ? argument.length() : equals;
            if (argument.startsWith(DASHES) && isRead(argument)) {
                options.put(
                        argument.substring(DASHES.length(), end),
                        argument.substring(Math.min(end + 1, argument.length())));
            }
        }
        return options;
    }

    private static boolean isRead(String argument) {
        for (String prefix : PREFIXES) {
            if (argument.startsWith(prefix, DASHES.length())) {
                return true;
            }
        }
        return false;
    }
}
