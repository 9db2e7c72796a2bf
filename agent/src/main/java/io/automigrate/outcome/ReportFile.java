package io.automigrate.outcome;

import io.automigrate.log.MigrationLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;

/** A file that holds the outcome in some form. That it can't be written is said once and stops nothing. */
final class ReportFile {
    private final String setting;
    private final Path path;
    private final AtomicFile file;
    private final Function<Outcome, String> form;
    private final MigrationLog log;
    private boolean isWarned;

    /**
     * @param setting the variable that names the file
     * @param form turns the outcome into the file's content
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
