package io.automigrate.it.torture;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Starts again after a run that was disturbed, follows what the blocks tell to do, and looks at the end. */
final class Mending {
    private static final int MOST_STARTS = 5;
    private static final Set<Integer> NEEDS_SOMEBODY = Set.of(65, 70);

    private final Stage stage;
    private final FreshDatabase database;
    private final Life life;
    private final Path folder;
    private final Trial trial;
    private final List<TortureScript> scripts;

    Mending(Stage stage, FreshDatabase database, Life life, Path folder, Trial trial) {
        this.stage = stage;
        this.database = database;
        this.life = life;
        this.folder = folder;
        this.trial = trial;
        scripts = stage.scripts();
    }

    void run() throws IOException, InterruptedException {
        Database kind = stage.kind();
        ChildJvm start = stage.start(database).environment(life.settingsAfter(kind, folder));
        Remedy remedy = new Remedy(database, scripts);
        boolean isMended = false;
        for (int attempt = 1; attempt <= MOST_STARTS && !isMended; attempt++) {
            isMended = attempt(start, remedy, attempt);
        }
        trial.expect(isMended, Invariant.INSTRUCTION, "the schema is not mended after " + MOST_STARTS + " starts");
        check();
    }

    /** Returns whether this start is the last one: it succeeded, or nothing can be followed. */
    private boolean attempt(ChildJvm start, Remedy remedy, int number) throws InterruptedException {
        Database kind = stage.kind();
        SchemaView before = SchemaView.of(database, kind);
        FinishedJvm jvm = start.run();
        trial.wrote(jvm);
        trial.expectNone(Residue.sessions(kind, database), Invariant.NOTHING_LEFT);
        trial.expectNone(Truth.lies(jvm, before, SchemaView.of(database, kind), scripts), Invariant.TRUTH);
        if (jvm.exitCode() == 0) {
            trial.saw(number == 1 ? "next start succeeded" : "an instruction was followed");
            seeds(start, jvm);
            return true;
        }
        trial.expect(
                NEEDS_SOMEBODY.contains(jvm.exitCode()),
                Invariant.EXIT_CODE,
                "the next start ended with " + jvm.exitCode());
        List<Block> blocks = Block.of(jvm);
        trial.expect(blocks.size() == 1, Invariant.INSTRUCTION, blocks.size() + " blocks instead of one");
        boolean isFollowed = !blocks.isEmpty() && remedy.follow(blocks.get(0));
        trial.note("done: " + remedy.done());
        for (String command : remedy.takeCommands()) {
            FinishedJvm done = stage.start(database)
                    .environment("AUTO_MIGRATE_COMMAND", command)
                    .run();
            trial.wrote(done);
            trial.expect(done.exitCode() == 0, Invariant.INSTRUCTION, command + " ended with " + done.exitCode());
        }
        trial.expectNone(remedy.refused(), Invariant.INSTRUCTION);
        trial.expect(isFollowed, Invariant.INSTRUCTION, "the block tells nothing that a program can do");
        return !isFollowed;
    }

    /** Initial data that an ended start did not load is asked for once more. */
    private void seeds(ChildJvm start, FinishedJvm jvm) {
        if (life != Life.SEED || counts(TortureScript.seeds(stage.kind())).isEmpty()) {
            return;
        }
        boolean isAsked =
                jvm.err().lines().stream().anyMatch(line -> line.text().contains("AUTO_MIGRATE_SEED_EXISTING=true"));
        trial.expect(isAsked, Invariant.EFFECT, "the initial data is not there, and no line says so");
        trial.saw("initial data was asked for by its variable");
        trial.wrote(start.environment("AUTO_MIGRATE_SEED_EXISTING", "true").run());
    }

    private void check() throws IOException {
        List<TortureScript> expected = new ArrayList<>(scripts);
        if (life == Life.ROLLBACK) {
            expected.removeIf(script -> !Set.of("V1", "V2", "R").contains(script.name()));
        }
        if (life == Life.SEED) {
            expected.addAll(TortureScript.seeds(stage.kind()));
        }
        trial.expectNone(counts(expected), Invariant.EFFECT);
        trial.expectNone(others(expected), Invariant.EFFECT);
        trial.expectNone(Residue.files(folder), Invariant.NOTHING_LEFT);
        if (!notes().isEmpty()) {
            tidy();
        }
    }

    /**
     * An empty table of notes is left when the process was killed behind the last row of the history. The next start has nothing to do and
     * does not look for it; the command that the guarantees name removes it.
     */
    private void tidy() {
        String quote = stage.kind() == Database.MARIADB ? "`" : "\"";
        for (String table : notes()) {
            List<String> rows = database.query("SELECT script FROM " + quote + table + quote);
            trial.expect(rows.isEmpty(), Invariant.NOTHING_LEFT, "table " + table + " with notes about " + rows);
        }
        trial.saw("an empty table of notes was left");
        FinishedJvm repair = stage.start(database)
                .environment("AUTO_MIGRATE_COMMAND", "repair")
                .run();
        trial.wrote(repair);
        trial.expect(repair.exitCode() == 0, Invariant.EXIT_CODE, "repair ended with " + repair.exitCode());
        // The repair is one of the history; the table beside the history of initial data is dropped by hand.
        notes().stream()
                .filter(table -> table.contains("_seed_history_begun"))
                .forEach(table -> database.execute("DROP TABLE " + quote + table + quote));
        trial.expectNone(notes(), Invariant.NOTHING_LEFT);
    }

    private List<String> notes() {
        return database.tables().stream()
                .filter(table -> table.contains("_history_begun"))
                .toList();
    }

    private List<String> counts(List<TortureScript> expected) {
        SchemaView view = SchemaView.of(database, stage.kind());
        return expected.stream()
                .map(view::notOnce)
                .filter(fault -> !fault.isEmpty())
                .toList();
    }

    /** Returns what is there although it should not be. */
    private List<String> others(List<TortureScript> expected) {
        SchemaView view = SchemaView.of(database, stage.kind());
        Map<String, Integer> others = new LinkedHashMap<>(view.effects());
        expected.forEach(script -> others.remove(script.name()));
        return others.isEmpty() ? List.of() : List.of("rows of scripts that did not run: " + others);
    }
}
