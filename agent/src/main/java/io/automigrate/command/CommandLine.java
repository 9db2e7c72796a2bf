package io.automigrate.command;

import io.automigrate.authoring.NewScript;
import io.automigrate.settings.CommandRequest;
import io.automigrate.settings.names.SettingNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arguments after {@code java -jar auto-migrate-agent.jar}. */
public sealed interface CommandLine {
    /** The setting for the command. */
    String COMMAND = "command";

    /** The command that needs no database. */
    String NEW = "new";

    /** The user asks for the help. */
    record Help() implements CommandLine {}

    /** The user asks for the version. */
    record Version() implements CommandLine {}

    /**
     * The command line is wrong.
     *
     * @param problem the problem, without a full stop
     */
    record Wrong(String problem) implements CommandLine {}

    /**
     * A command to run.
     *
     * @param settings the values of the options by their names without dashes, the command itself among them
     * @param application the arguments of {@code java} for the application; empty when no application is started
     */
    record Run(Map<String, String> settings, List<String> application) implements CommandLine {
        public Run {
            settings = new LinkedHashMap<>(settings);
            application = List.copyOf(application);
        }

        /** Returns whether there is a password on the command line. */
        public boolean showsPassword() {
            return settings.keySet().stream()
                    .anyMatch(name -> name.equalsIgnoreCase("password")
                            || name.toLowerCase(java.util.Locale.ROOT).endsWith(".password"));
        }
    }

    /**
     * A script to create.
     *
     * @param script the request
     * @param settings the values of the options by their names without dashes
     */
    record Create(NewScript script, Map<String, String> settings) implements CommandLine {
        public Create {
            settings = Map.copyOf(settings);
        }
    }

    /** Reads the words; the method throws no exception. */
    static CommandLine parse(String... words) {
        return new Reader(words).read();
    }

    /** Reads one command line. */
    final class Reader {
        private static final String END = "--";
        private static final String FOLDER = "folder";
        private static final String UNDO = "--undo";
        private static final String REPEATABLE = "--repeatable";

        private final List<String> words;
        private final List<String> command = new ArrayList<>();
        private final Map<String, String> settings = new LinkedHashMap<>();
        private boolean creates;

        Reader(String... words) {
            this.words = Arrays.asList(words);
        }

        private CommandLine read() {
            int end = words.indexOf(END);
            List<String> own = end < 0 ? words : words.subList(0, end);
            if (own.contains("--help") || own.contains("-h") || own.equals(List.of("help"))) {
                return new Help();
            }
            if (own.contains("--version")) {
                return new Version();
            }
            creates = !own.isEmpty() && own.get(0).equals(NEW);
            Optional<String> problem = takeWords(own.iterator());
            if (problem.isPresent()) {
                return new Wrong(problem.get());
            }
            return creates ? create(end) : finish(end);
        }

        /** Returns the first problem with a word; empty when all words have been read. */
        private Optional<String> takeWords(Iterator<String> rest) {
            while (rest.hasNext()) {
                String word = rest.next();
                if (!word.startsWith("--") || isFlag(word)) {
                    command.add(word);
                    continue;
                }
                Optional<String> problem = takeOption(word, rest);
                if (problem.isPresent()) {
                    return problem;
                }
            }
            return Optional.empty();
        }

        private boolean isFlag(String word) {
            return creates ? word.equals(UNDO) || word.equals(REPEATABLE) : CommandRequest.isFlag(word);
        }

        private CommandLine create(int end) {
            boolean isRepeatable = command.remove(REPEATABLE);
            boolean hasUndo = command.remove(UNDO);
            if (end >= 0) {
                return new Wrong("new starts no application, remove what is behind --");
            }
            if (isRepeatable && hasUndo) {
                return new Wrong("a repeatable script has no undo script, use " + UNDO + " or " + REPEATABLE);
            }
            NewScript.Kind kind = isRepeatable
                    ? NewScript.Kind.REPEATABLE
                    : hasUndo ? NewScript.Kind.VERSIONED_WITH_UNDO : NewScript.Kind.VERSIONED;
            String description = String.join(" ", command.subList(1, command.size()));
            try {
                Optional<Path> folder =
                        Optional.ofNullable(settings.remove(FOLDER)).map(Path::of);
                return new Create(new NewScript(description, kind, folder), settings);
            } catch (IllegalArgumentException e) {
                return new Wrong(e.getMessage() + ", write new \"add customer email\"");
            }
        }

        /** Returns the problem with an option; empty when the option and its value have been read. */
        private Optional<String> takeOption(String word, Iterator<String> rest) {
            int equals = word.indexOf('=');
            String name = word.substring(2, equals < 0 ? word.length() : equals);
            Optional<String> problem = problem(name);
            if (problem.isPresent()) {
                return problem;
            }
            String value = equals < 0 ? (rest.hasNext() ? rest.next() : "--") : word.substring(equals + 1);
            if (equals < 0 && value.startsWith("--")) {
                return Optional.of("--" + name + " needs a value, write --" + name + " <value>");
            }
            return settings.put(name, value) == null ? Optional.empty() : Optional.of("--" + name + " is given twice");
        }

        private CommandLine finish(int end) {
            try {
                settings.put(
                        COMMAND, CommandRequest.parse(String.join(" ", command)).toString());
            } catch (IllegalArgumentException e) {
                return new Wrong(
                        command.isEmpty()
                                ? "no command given"
                                : "\"" + String.join(" ", command) + "\": " + e.getMessage());
            }
            List<String> application = end < 0 ? List.of() : words.subList(end + 1, words.size());
            return end >= 0 && application.isEmpty()
                    ? new Wrong("behind -- there is nothing to start java with")
                    : new Run(settings, application);
        }

        private Optional<String> problem(String name) {
            if (creates && name.equals(FOLDER)) {
                return Optional.empty();
            }
            if (name.equalsIgnoreCase(COMMAND)) {
                return Optional.of("the command stands alone, not behind --command");
            }
            if (SettingNames.isKnown(name)) {
                return Optional.empty();
            }
            return Optional.of("there is no --" + name
                    + SettingNames.nearest(name)
                            .map(nearest -> ", did you mean --" + nearest + "?")
                            .orElse(""));
        }
    }
}
