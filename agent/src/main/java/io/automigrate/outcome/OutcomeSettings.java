package io.automigrate.outcome;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Who is told, besides the log, what becomes of a start.
 *
 * @param statusFile the file that holds the start as JSON, while it goes on and afterwards
 * @param metricsFile the file that holds it for Prometheus
 * @param notification who is sent the outcome
 * @param healthPort the port that answers probes until the application starts; 0: none
 * @param terminationMessage the file that Kubernetes reads when a container has ended; not written where it does not exist
 */
public record OutcomeSettings(
        Optional<Path> statusFile,
        Optional<Path> metricsFile,
        Optional<Notification> notification,
        int healthPort,
        Path terminationMessage) {
    /** Where Kubernetes puts the file unless {@code terminationMessagePath} says otherwise. */
    public static final String TERMINATION_MESSAGE = "/dev/termination-log";

    /** What holds when nobody says otherwise. */
    public static final OutcomeSettings DEFAULT =
            new OutcomeSettings(Optional.empty(), Optional.empty(), Optional.empty(), 0, Path.of(TERMINATION_MESSAGE));

    private static final int HIGHEST_PORT = 65_535;

    public OutcomeSettings {
        Objects.requireNonNull(statusFile, "statusFile");
        Objects.requireNonNull(metricsFile, "metricsFile");
        Objects.requireNonNull(notification, "notification");
        Objects.requireNonNull(terminationMessage, "terminationMessage");
        if (healthPort < 0 || healthPort > HIGHEST_PORT) {
            throw new IllegalArgumentException("no port: " + healthPort);
        }
    }

    /**
     * @param url where the outcome is posted to; it may hold a secret anywhere behind the host
     * @param when which outcomes are
     */
    public record Notification(URI url, NotifyWhen when) {
        public Notification {
            Objects.requireNonNull(url, "url");
            Objects.requireNonNull(when, "when");
        }
    }

    /** Returns whether anybody wants to know more than why the process has ended. */
    public boolean isAnyAsked() {
        return statusFile.isPresent() || metricsFile.isPresent() || notification.isPresent() || healthPort > 0;
    }
}
