package io.automigrate.outcome;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a start is reported besides the log.
 *
 * @param statusFile the file for the outcome as JSON, written during the start and at its end
 * @param metricsFile the file for the outcome as metrics of Prometheus
 * @param notification the receiver of the outcome
 * @param healthPort the port that answers probes until the application starts; 0 for no port
 * @param terminationMessage the file that Kubernetes reads when a container has ended; a missing file is not created
 */
public record OutcomeSettings(
        Optional<Path> statusFile,
        Optional<Path> metricsFile,
        Optional<Notification> notification,
        int healthPort,
        Path terminationMessage) {
    /** The path of the file in a container of Kubernetes, unless {@code terminationMessagePath} says otherwise. */
    public static final String TERMINATION_MESSAGE = "/dev/termination-log";

    /** The settings without any report besides the log. */
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
     * @param url the address for the POST; any part after the host may be a secret
     * @param when the outcomes that are sent
     */
    public record Notification(URI url, NotifyWhen when) {
        public Notification {
            Objects.requireNonNull(url, "url");
            Objects.requireNonNull(when, "when");
        }
    }

    /** Returns whether any report besides the termination message is configured. */
    public boolean isAnyAsked() {
        return statusFile.isPresent() || metricsFile.isPresent() || notification.isPresent() || healthPort > 0;
    }
}
