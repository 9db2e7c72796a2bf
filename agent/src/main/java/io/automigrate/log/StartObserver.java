package io.automigrate.log;

import io.automigrate.failure.Failure;
import io.automigrate.failure.TerminationMessage;
import io.automigrate.secret.SecretMask;
import java.nio.file.Path;

/**
 * Receives the events of a start. This class is used in every start and only writes Kubernetes' termination message; when a setting asks
 * for status file, metrics, health port or notification, a subclass records the events. The arguments hold no secrets. Safe for use by
 * several threads; no method throws.
 */
public class StartObserver {
    /** An observer that does nothing. */
    public static final StartObserver NOBODY = new StartObserver(null);

    private final Path terminationMessage;

    /**
     * @param terminationMessage the file that Kubernetes reads; null for no file
     */
    public StartObserver(Path terminationMessage) {
        this.terminationMessage = terminationMessage;
    }

    /**
     * Reports that the work on a database begins.
     *
     * @param name the name in {@code AUTO_MIGRATE_DATABASES}; empty when there is only one database
     * @param url the URL, as text for messages
     * @param mask hides the secrets in the events of the database
     * @return the observer of the database
     */
    public DatabaseObserver database(String name, String url, SecretMask mask) {
        return DatabaseObserver.NOBODY;
    }

    /**
     * Reports a failure that has been logged.
     *
     * @param exitCode the exit code of the process; 0 when the application starts anyway
     */
    public void failed(Failure failure, int exitCode) {
        if (exitCode != 0 && terminationMessage != null) {
            TerminationMessage.write(failure, terminationMessage);
        }
    }

    /**
     * Ends the start. All files and ports are closed when this method returns.
     *
     * @param end 0 when the application starts; otherwise a number whose low byte is the exit code of the process
     */
    public void ended(int end) {
        // There is nothing to close.
    }
}
