package io.automigrate.settings;

import io.automigrate.settings.names.NearestSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A command and how its result is wanted.
 *
 * @param command what is done
 * @param json whether the result is for a program
 * @param dryRun whether nothing is done, and only said what would be; {@link Command#ROLLBACK} alone
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

    /** Returns whether a word that begins with dashes belongs to the command, and is no setting. */
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

    /** Returns it as a user writes it. */
    @Override
    public String toString() {
        return command + (dryRun ? " " + DRY_RUN : "") + (json ? " " + JSON : "");
    }
}
