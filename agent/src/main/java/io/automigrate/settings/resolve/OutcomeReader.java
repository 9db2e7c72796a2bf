package io.automigrate.settings.resolve;

import io.automigrate.outcome.NotifyWhen;
import io.automigrate.outcome.OutcomeSettings;
import io.automigrate.settings.given.Findings;
import io.automigrate.settings.given.Given;
import io.automigrate.settings.given.GivenSettings;
import io.automigrate.settings.given.SettingValues;
import io.automigrate.settings.names.Setting;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the settings of the reports about the start. */
record OutcomeReader(GivenSettings given, SettingValues values, Findings findings) {
    private static final int HIGHEST_PORT = 65_535;

    OutcomeSettings read() {
        Path statusFile = path(Setting.STATUS_FILE);
        Path metricsFile = path(Setting.METRICS_FILE);
        if (statusFile != null && statusFile.equals(metricsFile)) {
            findings.problem(
                    given.find(Setting.METRICS_FILE), "that is AUTO_MIGRATE_STATUS_FILE as well, use two files");
        }
        Path terminationMessage = path(Setting.TERMINATION_MESSAGE_PATH);
        return new OutcomeSettings(
                Optional.ofNullable(statusFile),
                Optional.ofNullable(metricsFile),
                notification(),
                port(),
                terminationMessage == null ? OutcomeSettings.DEFAULT.terminationMessage() : terminationMessage);
    }

    private Path path(Setting setting) {
        Given value = given.find(setting);
        if (value == null) {
            return null;
        }
        try {
            return Path.of(value.value());
        } catch (InvalidPathException e) {
            findings.problem(value, "that is no path of a file");
            return null;
        }
    }

    private int port() {
        Given value = given.find(Setting.HEALTH_PORT);
        if (value == null) {
            return 0;
        }
        try {
            int port = Integer.parseInt(value.value());
            if (port > 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            findings.problem(value, "that is no number, use a port between 1 and " + HIGHEST_PORT);
            return 0;
        }
        findings.problem(value, "there is no such port, use one between 1 and " + HIGHEST_PORT);
        return 0;
    }

    private Optional<OutcomeSettings.Notification> notification() {
        Given value = given.find(Setting.NOTIFY_URL);
        if (value == null) {
            if (given.find(Setting.NOTIFY_WHEN) != null) {
                findings.warning(
                        given.find(Setting.NOTIFY_WHEN).shown(),
                        "it has no effect, because AUTO_MIGRATE_NOTIFY_URL is not set");
            }
            return Optional.empty();
        }
        NotifyWhen when = values.choice(Setting.NOTIFY_WHEN, NotifyWhen.FAILURE);
        URI url = url(value.value());
        if (url == null) {
            findings.problem(value, "that is no address to post to, use http://host/path or https://host/path");
            return Optional.empty();
        }
        return Optional.of(new OutcomeSettings.Notification(url, when));
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            boolean isHttp = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            return isHttp && url.getHost() != null ? url : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
