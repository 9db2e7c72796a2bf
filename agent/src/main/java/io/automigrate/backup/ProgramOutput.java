package io.automigrate.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The output of a program, on its way into a file. It passes this JVM, so that a program whose JVM is killed has nowhere to write and ends.
 */
final class ProgramOutput {
    private final Thread thread;
    private IOException failure;

    private ProgramOutput(InputStream output, Path file) {
        thread = new Thread(null, () -> copy(output, file), "auto-migrate-backup-data", 0, false);
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins to copy the output of a program; nothing is copied without a file. */
    static ProgramOutput into(Path file, Process process) {
        return file == null ? null : new ProgramOutput(process.getInputStream(), file);
    }

    private void copy(InputStream output, Path file) {
        try (output;
                OutputStream target = Files.newOutputStream(file)) {
            output.transferTo(target);
        } catch (IOException e) {
            failure = e;
        }
    }

    /**
     * Waits until all of the output is in the file.
     *
     * @throws IOException when it could not be written
     */
    void finish() throws IOException, InterruptedException {
        thread.join();
        if (failure != null) {
            throw failure;
        }
    }
}
