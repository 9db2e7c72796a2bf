package io.automigrate.doctor;

import io.automigrate.failure.ExitCode;
import io.automigrate.settings.Settings;
import io.automigrate.settings.resolve.Resolution;
import io.automigrate.settings.resolve.SettingsListing;
import java.util.List;

/**
 * Lists each setting with its source, and the problems of the settings.
 *
 * @param ofApplication the properties of the application's own configuration, as text for messages
 */
record SettingsCheck(SettingsListing listing, List<String> ofApplication) {
    CheckedSubject check(Resolution resolution, List<Settings> databases) {
        CheckedSubject findings = new CheckedSubject("Settings");
        for (String setting : listing.given()) {
            if (!isReported(setting, problems(resolution)) && !isReported(setting, resolution.warnings())) {
                findings.ok(setting);
            }
        }
        ofApplication.forEach(findings::ok);
        if (listing.isSwitchedOff()) {
            findings.warn(
                    "AUTO_MIGRATE=false: the agent is switched off, and a start of the application migrates nothing",
                    "unset it, or set it to true; a command runs all the same");
        }
        for (Settings settings : databases) {
            String name = settings.database().isEmpty() ? "" : "[" + settings.database() + "] ";
            findings.ok(name + "the database is " + settings.account().url()
                    + settings.account().user().map(user -> " as " + user).orElse("") + ", from "
                    + settings.account().source());
        }
        for (String overridden : listing.overridden()) {
            findings.warn(overridden, "keep one of them");
        }
        for (Settings settings : databases) {
            for (String disagreement : listing.disagreements(settings)) {
                findings.warn(
                        disagreement,
                        "the agent and the application's own Flyway have to look at the same: let them agree");
            }
        }
        for (String problem : problems(resolution)) {
            findings.fail(problem, "correct it", ExitCode.CONFIGURATION);
        }
        for (String warning : resolution.warnings()) {
            findings.warn(warning, "correct it, or unset it");
        }
        return findings;
    }

    /** Returns whether one of the lines reports a problem of this setting. */
    private static boolean isReported(String setting, List<String> lines) {
        int equals = setting.indexOf('=');
        String name = equals < 0 ? setting : setting.substring(0, equals);
        for (String line : lines) {
            if (line.startsWith(name + ":") || line.startsWith(name + "=")) {
                return true;
            }
        }
        return false;
    }

    private static List<String> problems(Resolution resolution) {
        return resolution instanceof Resolution.Invalid invalid ? invalid.problems() : List.of();
    }
}
