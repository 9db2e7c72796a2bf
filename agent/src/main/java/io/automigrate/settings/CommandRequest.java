package io.automigrate.settings;

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
    static CommandRequest parse(String text) {
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

    private static Command command(String word) {
        StringBuilder all = new StringBuilder();
        for (Command command : Command.values()) {
            if (command.toString().equalsIgnoreCase(word)) {
                return command;
            }
            all.append(all.isEmpty() ? "" : ", ").append(command);
        }
        throw new IllegalArgumentException("no such command, use one of " + all);
    }

    /** Returns it as a user writes it. */
    @Override
    public String toString() {
        return command + (dryRun ? " " + DRY_RUN : "") + (json ? " " + JSON : "");
    }
}
