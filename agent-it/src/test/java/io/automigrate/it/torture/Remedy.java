package io.automigrate.it.torture;

import io.automigrate.it.database.FreshDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows what a block tells to do, to the letter and without a thought of its own: it undoes the script that the block names, executes
 * the statement that the block quotes, sets the variable that the block names, and starts again.
 */
final class Remedy {
    private static final Pattern UNDO = Pattern.compile("undo by hand [^;]*?\"?([VRU][0-9]*__\\w+\\.sql)");
    private static final Pattern DELETE =
            Pattern.compile("(DELETE FROM \\S+ WHERE \\S+ (?:=|IS) (?:'[^']*'|\\w+)(?: AND \\S+ = (?:'[^']*'|\\w+))*)");
    private static final Pattern VARIABLE = Pattern.compile("set (AUTO_MIGRATE_[A-Z_]+)=(\\S+?)[;,.]?(?:\\s|$)");

    private final FreshDatabase database;
    private final List<TortureScript> scripts;
    private final List<String> done = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final Map<String, String> variables = new LinkedHashMap<>();

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
            follow(text);
        }
        boolean isAnother = block.texts("remedy").stream()
                .anyMatch(text -> text.contains("start again") || text.contains("try again"));
        return isAnother || done.size() > before;
    }

    private void follow(String text) {
        Matcher undo = UNDO.matcher(text);
        if (undo.find()) {
            undo(undo.group(1));
        }
        Matcher delete = DELETE.matcher(text);
        if (delete.find()) {
            execute(delete.group(1), delete.group(1));
        }
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            variables.put(variable.group(1), variable.group(2));
            done.add(variable.group(1));
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

    /** Returns the variables for the next start. */
    Map<String, String> variables() {
        return variables;
    }

    /** Returns what was done, in words. */
    List<String> done() {
        return done;
    }
}
