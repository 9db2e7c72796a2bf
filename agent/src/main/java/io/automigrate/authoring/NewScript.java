package io.automigrate.authoring;

import io.automigrate.failure.ExitCode;
import io.automigrate.settings.ScriptNaming;
import io.automigrate.settings.given.Findings;
import io.automigrate.settings.given.SettingSources;
import io.automigrate.settings.resolve.NamingSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;

/**
 * A request for a new script: {@code new "add customer email"}.
 *
 * @param description the text behind the version, as the author writes it
 * @param kind the files that are wanted
 * @param folder the folder of the scripts; empty: that of a Maven or Gradle project
 */
public record NewScript(String description, Kind kind, Optional<Path> folder) {
    /** The files that a request creates. */
    public enum Kind {
        VERSIONED,
        VERSIONED_WITH_UNDO,
        REPEATABLE
    }

    public NewScript {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(folder, "folder");
        if (ScriptFolder.words(description).isEmpty()) {
            throw new IllegalArgumentException("the description needs a letter or a digit");
        }
    }

    /**
     * Creates the files and prints their names.
     *
     * @param project the folder of the project
     * @param sources the settings, of which those for the names of scripts count
     * @return the exit code
     */
    public int create(Path project, SettingSources sources, LocalDateTime now, PrintStream out, PrintStream err) {
        Findings findings = new Findings();
        ScriptNaming naming = NamingSettings.of(sources, findings);
        if (!findings.problems().isEmpty()) {
            findings.problems().forEach(problem -> err.println("auto-migrate: " + problem));
            return ExitCode.CONFIGURATION.code();
        }
        try {
            ScriptFolder scripts = new ScriptFolder(new FolderChoice(project, folder, naming).folder(), naming);
            scripts.create(description, kind, now)
                    .forEach(file -> out.println(file.startsWith(project) ? project.relativize(file) : file));
            return 0;
        } catch (FileAlreadyExistsException e) {
            err.println("auto-migrate: the script \"" + e.getFile() + "\" exists already; change that file, or choose"
                    + " another description");
        } catch (AccessDeniedException e) {
            err.println("auto-migrate: this account may not write \"" + e.getFile() + "\"; let the account write to the"
                    + " folder, or name another folder with --folder");
        } catch (IOException e) {
            err.println("auto-migrate: the script cannot be created: " + e.getMessage());
        }
        return ExitCode.CONFIGURATION.code();
    }
}
