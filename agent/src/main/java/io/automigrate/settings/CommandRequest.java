package io.automigrate.settings;

import io.automigrate.settings.names.NearestSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A command with its options.
 *
 * @param command the command
 * @param json whether the result is written as JSON
 * @param dryRun whether the command only shows what it would do; for {@link Command#ROLLBACK} only
 */
public record CommandRequest(Command command, boolean json, boolean dryRun) {
    private static final String JSON = "--json";
    private static final String DRY_RUN = "--dry-run";

    public CommandRequest {
        Objects.requireNonNull(command, "command");
    }

    /**
     * Reads a command as a user writes it: {@code info}, {@code info --json}.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public static CommandRequest parse(String text) {
        String[] words = text.trim().split("\\s+");
        Command command = command(words[0]);
        boolean json = false;
        boolean dryRun = false;
        for (int i = 1; i < words.length; i++) {
            if (words[i].equals(JSON)) {
                json = true;
            } else if (words[i].equals(DRY_RUN) && command == Command.ROLLBACK) {
                dryRun = true;
            } else {
                throw new IllegalArgumentException("\"" + words[i] + "\" is no option of " + command + ", use "
                        + command + " or " + command + " " + JSON
                        + (command == Command.ROLLBACK ? " or " + command + " " + DRY_RUN : ""));
            }
        }
        return new CommandRequest(command, json, dryRun);
    }

    /** Returns whether a word that begins with dashes is an option of the command. Other such words are settings. */
    public static boolean isFlag(String word) {
        return word.equals(JSON) || word.equals(DRY_RUN);
    }

    private static Command command(String word) {
        StringBuilder all = new StringBuilder();
        List<String> names = new ArrayList<>();
        for (Command command : Command.values()) {
            if (command.toString().equalsIgnoreCase(word)) {
                return command;
            }
            names.add(command.toString());
            all.append(all.isEmpty() ? "" : ", ").append(command);
        }
        String nearest = NearestSetting.nearestSpelling(word.toLowerCase(Locale.ROOT), names);
        throw new IllegalArgumentException(
                "no such command, " + (nearest == null ? "use one of " + all : "did you mean \"" + nearest + "\"?"));
    }

    /** Returns the command as a user writes it. */
    @Override
    public String toString() {
        return command + (dryRun ? " " + DRY_RUN : "") + (json ? " " + JSON : "");
    }
}
