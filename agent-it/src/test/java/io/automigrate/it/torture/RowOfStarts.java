package io.automigrate.it.torture;

import io.automigrate.it.app.Folders;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Repeats the same start. */
final class RowOfStarts {
    private final Ledger ledger;
    private final Path folder;
    private final Stage stage;
    private final Ledger.Subject subject;

    RowOfStarts(Database kind, Ledger ledger, Path folder) {
        this.ledger = ledger;
        this.folder = folder;
        stage = new Stage(kind, folder);
        subject = new Ledger.Subject(Experiment.ROW_OF_STARTS, kind.name());
    }

    Ledger.Subject subject() {
        return subject;
    }

    void run(int starts) throws IOException, InterruptedException {
        Path own = Files.createDirectories(folder.resolve("row"));
        Path temporary = Files.createDirectories(own.resolve("tmp"));
        FreshDatabase database = stage.kind().create(own);
        ChildJvm start = stage.start(database)
                .options("-Djava.io.tmpdir=" + temporary, "-Dorg.sqlite.tmpdir=" + own)
                .environment("AUTO_MIGRATE_STATUS_FILE", own.resolve("status").toString());
        for (int number = 0; number < starts; number++) {
            Trial trial = new Trial(subject, "start " + number, ledger);
            FinishedJvm jvm = start.run();
            trial.wrote(jvm);
            trial.expect(jvm.exitCode() == 0, Invariant.EXIT_CODE, "the start ended with " + jvm.exitCode());
            trial.expectNone(Residue.sessions(stage.kind(), database), Invariant.NOTHING_LEFT);
            trial.expectNone(Residue.files(own), Invariant.NOTHING_LEFT);
            trial.expectNone(files(temporary), Invariant.NOTHING_LEFT);
            SchemaView view = SchemaView.of(database, stage.kind());
            trial.expectNone(
                    stage.scripts().stream()
                            .map(view::notOnce)
                            .filter(fault -> !fault.isEmpty())
                            .toList(),
                    Invariant.EFFECT);
            ledger.ran(subject);
        }
        Residue.drop(stage.kind(), database);
        Folders.delete(own);
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> "file " + file).toList();
        }
    }
}
