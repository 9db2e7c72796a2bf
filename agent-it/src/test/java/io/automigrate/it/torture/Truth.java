package io.automigrate.it.torture;

import io.automigrate.it.jvm.FinishedJvm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what a start says of the schema with the schema. */
final class Truth {
    private static final Pattern ENDED =
            Pattern.compile("^Ended (?:while (\\S+) was being applied[^:]*|(?:before|after)[^:]*): (.*)$");
    private static final Pattern FILE = Pattern.compile("\\b([VRU][0-9]*__\\w+\\.sql)");
    private static final Pattern VERSION = Pattern.compile("(?:is at version (\\w+)|(has no version))");

    /** The words of a state that leaves open what is in the database. */
    private static final Pattern OPEN = Pattern.compile("^unknown|was sent|may be");

    private static final Pattern COMMITTED = Pattern.compile("([0-9]+) (?:is|are) committed");

    private final SchemaView before;
    private final SchemaView after;
    private final List<TortureScript> scripts;
    private final List<String> lies = new ArrayList<>();

    private Truth(SchemaView before, SchemaView after, List<TortureScript> scripts) {
        this.before = before;
        this.after = after;
        this.scripts = scripts;
    }

    /** Returns what a start said and what is not so. */
    static List<String> lies(FinishedJvm jvm, SchemaView before, SchemaView after, List<TortureScript> scripts) {
        Truth truth = new Truth(before, after, scripts);
        for (Block block : Block.of(jvm)) {
            String where = block.text("script").orElse("") + " " + block.headline();
            block.texts("state").forEach(state -> truth.check(file(where).or(() -> file(state)), state));
        }
        for (String line : jvm.story()) {
            Matcher ended = ENDED.matcher(line);
            if (ended.matches()) {
                truth.check(Optional.ofNullable(ended.group(1)).or(() -> file(ended.group(2))), ended.group(2));
            }
        }
        return truth.lies;
    }

    private static Optional<String> file(String text) {
        Matcher file = FILE.matcher(text);
        return file.find() ? Optional.of(file.group(1)) : Optional.empty();
    }

    private void check(Optional<String> file, String state) {
        Optional<TortureScript> script = scripts.stream()
                .filter(any -> file.isPresent() && file.get().equals(any.file()))
                .findFirst();
        Matcher version = VERSION.matcher(state);
        if (version.find()) {
            String said = version.group(1) == null ? "" : version.group(1);
            expect(said.equals(after.version().orElse("")), state, "the history says version " + after.version());
        }
        if (state.contains("nothing was changed") || state.startsWith("no script was begun")) {
            expect(
                    before.effects().equals(after.effects()),
                    state,
                    "effects " + before.effects() + " became " + after.effects());
        }
        script.ifPresent(known -> check(known, state));
    }

    private void check(TortureScript script, String state) {
        String traces = after.traces(script);
        boolean isApplied = after.isApplied(script.file());
        boolean isOpen = OPEN.matcher(state).find();
        if (state.startsWith("half applied")) {
            expect(isOpen || !traces.isEmpty(), state, "nothing of " + script.name() + " is left");
            expect(!isApplied, state, script.name() + " is in the history as applied");
        } else if (state.startsWith("applied without a row")) {
            expect(after.notOnce(script).isEmpty() && !isApplied, state, after.notOnce(script));
        } else if (state.contains("rolled back") && !isOpen || state.startsWith("nothing of ")) {
            boolean isGone = traces.isEmpty() || traces.equals(before.traces(script));
            expect(isGone && !isApplied, state, script.name() + " left " + traces);
        }
        committed(script, state);
        if (state.contains("marks it as failed")) {
            expect(after.isMarkedFailed(script.file()), state, "the history does not mark " + script.name());
        }
    }

    /** Compares the statements that are said to be committed with the rows that these statements write. */
    private void committed(TortureScript script, String state) {
        Matcher range = COMMITTED.matcher(state);
        if (range.find()) {
            int last = Integer.parseInt(range.group(1));
            long rows = script.statements().stream()
                    .limit(last)
                    .filter(statement -> statement.startsWith("INSERT INTO effect "))
                    .count();
            int found = after.effects().getOrDefault(script.name(), 0);
            expect(found >= rows, state, "there are " + found + " rows of " + script.name() + " instead of " + rows);
        }
    }

    private void expect(boolean isSo, String state, String detail) {
        if (!isSo) {
            lies.add("it says \"" + state + "\", but " + detail);
        }
    }
}
