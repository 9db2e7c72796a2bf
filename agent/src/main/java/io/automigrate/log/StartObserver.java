package io.automigrate.log;

import io.automigrate.failure.Failure;
import io.automigrate.failure.TerminationMessage;
import io.automigrate.secret.SecretMask;
import java.nio.file.Path;

/**
 * Hears what becomes of a start, once, on behalf of all who report it to machines. This one is there in every start and is silent, but
 * for the message that Kubernetes shows for a container that has ended; whoever wants to know more makes it one that keeps a record.
 * What it is given holds no secrets any more. Safe for use by several threads; nothing is thrown.
 */
public class StartObserver {
    /** Reports to nobody. */
    public static final StartObserver NOBODY = new StartObserver(null);

    private final Path terminationMessage;

    /**
     * @param terminationMessage the file that Kubernetes reads, if it is there; null: none
     */
    public StartObserver(Path terminationMessage) {
        this.terminationMessage = terminationMessage;
    }

    /**
     * Work on a database begins.
     *
     * @param name what this start calls it; empty when there is only one
     * @param url where it is, for people
     * @param mask hides the secrets in what is told of it
     * @return what to tell of it to
     */
    public DatabaseObserver database(String name, String url, SecretMask mask) {
        return DatabaseObserver.NOBODY;
    }

    /**
     * Something failed, and the log has been told.
     *
     * @param exitCode what the process ends with; 0 when the application starts anyway
     */
    public void failed(Failure failure, int exitCode) {
        if (exitCode != 0 && terminationMessage != null) {
            TerminationMessage.write(failure, terminationMessage);
        }
    }

    /**
     * The start is over, and what was opened for it is closed when this returns.
     *
     * @param end 0 when the application starts, else a number whose low byte is the code that the process ends with
     */
    public void ended(int end) {
        // Nobody wants to know.
    }
}
