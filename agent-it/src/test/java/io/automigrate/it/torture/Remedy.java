package io.automigrate.it.torture;

import io.automigrate.it.database.FreshDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows what a block tells to do, to the letter and without a thought of its own: it undoes the script that the block names, executes
 * the statement that the block quotes, runs the command that the block names, and starts again.
 */
final class Remedy {
    private static final Pattern FILE = Pattern.compile("\\b([VRU][0-9]*__\\w+\\.sql)");
    private static final Pattern DELETE =
            Pattern.compile("(DELETE FROM \\S+ WHERE \\S+ (?:=|IS) (?:'[^']*'|\\w+)(?: AND \\S+ = (?:'[^']*'|\\w+))*)");
    private static final Pattern COMMAND = Pattern.compile("confirm with AUTO_MIGRATE_COMMAND=(\\w+)");

    /** Behind this word a block tells what to do if it is otherwise than it looks. */
    private static final String OTHERWISE = " If ";

    private final FreshDatabase database;
    private final List<TortureScript> scripts;
    private final List<String> done = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();

    Remedy(FreshDatabase database, List<TortureScript> scripts) {
        this.database = database;
        this.scripts = scripts;
    }

    /**
     * Does what the block tells to do.
     *
     * @return whether it tells to start again, or something else that a program can do
     */
    boolean follow(Block block) {
        int before = done.size();
        for (String text : block.texts("remedy")) {
            follow(text, block.headline());
        }
        boolean isAnother = block.texts("remedy").stream()
                .anyMatch(text -> text.contains("start again") || text.contains("try again"));
        return isAnother || done.size() > before;
    }

    private void follow(String whole, String place) {
        String text = whole.contains(OTHERWISE) ? whole.substring(0, whole.indexOf(OTHERWISE)) : whole;
        if (text.contains("undo") && text.contains("by hand")) {
            Matcher file = FILE.matcher(text + " " + place);
            undo(file.find() ? file.group(1) : "");
        }
        Matcher delete = DELETE.matcher(text);
        if (delete.find()) {
            execute(delete.group(1), delete.group(1));
        }
        Matcher command = COMMAND.matcher(text);
        if (command.find()) {
            done.add("command " + command.group(1));
            commands.add(command.group(1));
        }
    }

    private void undo(String file) {
        Optional<TortureScript> script =
                scripts.stream().filter(any -> any.file().equals(file)).findFirst();
        if (script.isPresent()) {
            execute("undo of " + file, script.get().undo().toArray(String[]::new));
        }
    }

    private void execute(String what, String... statements) {
        try {
            database.execute(statements);
            done.add(what);
        } catch (IllegalStateException e) {
            refused.add(what + ": " + e.getCause());
        }
    }

    /** Returns what the database refused. */
    List<String> refused() {
        return refused;
    }

    /** Takes the commands that are to run before the next start. */
    List<String> takeCommands() {
        List<String> taken = List.copyOf(commands);
        commands.clear();
        return taken;
    }

    /** Returns what was done, in words. */
    List<String> done() {
        return done;
    }
}
