package io.automigrate.settings;

import java.util.Objects;

/**
 * A command and how its result is wanted.
 *
 * @param command what is done
 * @param json whether the result is for a program
 */
public record CommandRequest(Command command, boolean json) {
    private static final String JSON = "--json";

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
        for (int i = 1; i < words.length; i++) {
            if (!words[i].equals(JSON)) {
                throw new IllegalArgumentException("\"" + words[i] + "\" is no option of " + command + ", use "
                        + command + " or " + command + " " + JSON);
            }
            json = true;
        }
        return new CommandRequest(command, json);
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
        return command + (json ? " " + JSON : "");
    }
}
