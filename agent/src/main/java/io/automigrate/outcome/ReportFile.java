package io.automigrate.outcome;

import io.automigrate.log.MigrationLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;

/** A file with the outcome in one format. When the file can't be written, one warning is logged and the start goes on. */
final class ReportFile {
    private final String setting;
    private final Path path;
    private final AtomicFile file;
    private final Function<Outcome, String> form;
    private final MigrationLog log;
    private boolean isWarned;

    /**
     * @param setting the name of the variable
     * @param form a function from the outcome to the content of the file
     */
    ReportFile(String setting, Path path, Function<Outcome, String> form, MigrationLog log) {
        this.setting = setting;
        this.path = path;
        this.file = new AtomicFile(path);
        this.form = form;
        this.log = log;
    }

    void write(Outcome outcome) {
        try {
            file.write(form.apply(outcome));
        } catch (IOException | RuntimeException e) {
            if (!isWarned) {
                isWarned = true;
                log.warn(setting + "=\"" + path + "\" can't be written: " + e
                        + "; the start goes on without it. Name a file in a folder that exists and that the application's"
                        + " user may write to");
            }
        }
    }
}
