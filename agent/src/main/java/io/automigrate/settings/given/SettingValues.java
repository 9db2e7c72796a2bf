package io.automigrate.settings.given;

import io.automigrate.log.LogFormat;
import io.automigrate.log.LogLevel;
import io.automigrate.log.LogSettings;
import io.automigrate.settings.CommandRequest;
import io.automigrate.settings.Location;
import io.automigrate.settings.names.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Parses the values of single settings. A value that is not valid is added to the findings, and the default is returned. */
public record SettingValues(GivenSettings given, Findings findings) {
    public boolean flag(Setting setting) {
        Given value = given.find(setting);
        return value == null || flag(value);
    }

    /** Returns the value as true or false; another word is reported as a problem. */
    public boolean flag(Given value) {
        switch (value.value().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on":
                return true;
            case "false", "0", "no", "off":
                return false;
            default:
                findings.problem(value, "neither yes nor no, use true or false (1, 0, yes, no, on, off)");
                return true;
        }
    }

    /** Returns a duration, or {@code unset} where the setting is not given; a duration below {@code shortest} is reported as a problem. */
    public Duration duration(Setting setting, Duration unset, Duration shortest) {
        Given value = given.find(setting);
        if (value == null) {
            return unset;
        }
        try {
            Duration duration = DurationText.parse(value.value());
            if (DurationText.mayBeMilliseconds(value.value())) {
                findings.warning(
                        value.shown(),
                        "a number without a unit is seconds, so this is " + DurationText.hours(duration)
                                + "; if milliseconds are meant, write " + value.value() + "ms, otherwise "
                                + value.value() + 's');
            }
            if (duration.compareTo(shortest) >= 0) {
                return duration;
            }
            findings.problem(value, "that is too short, use at least " + shortest.toMillis() + "ms");
        } catch (IllegalArgumentException e) {
            findings.problem(value, e.getMessage());
        }
        return unset;
    }

    /** Returns the constant of this name, in any case. */
    public <E extends Enum<E>> E choice(Setting setting, E unset) {
        Given value = given.find(setting);
        if (value == null) {
            return unset;
        }
        StringBuilder names = new StringBuilder();
        for (E constant : unset.getDeclaringClass().getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value.value())) {
                return constant;
            }
            names.append(names.length() == 0 ? "" : ", ").append(constant.name().toLowerCase(Locale.ROOT));
        }
        findings.problem(value, "no such choice, use one of " + names);
        return unset;
    }

    /** Returns the command in {@code AUTO_MIGRATE_COMMAND}; empty where it is not given. */
    public Optional<CommandRequest> command() {
        Given value = given.find(Setting.COMMAND);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(CommandRequest.parse(value.value()));
        } catch (IllegalArgumentException e) {
            findings.problem(value, e.getMessage());
            return Optional.empty();
        }
    }

    public LogSettings log() {
        return new LogSettings(logFormat(), logLevel());
    }

    private LogFormat logFormat() {
        Given value = given.find(Setting.LOG_FORMAT);
        if (value == null) {
            return LogFormat.TEXT;
        }
        for (LogFormat format : LogFormat.values()) {
            if (format.name().equalsIgnoreCase(value.value())) {
                return format;
            }
        }
        findings.problem(value, "no such format, use text or json");
        return LogFormat.TEXT;
    }

    private LogLevel logLevel() {
        Given value = given.find(Setting.LOG_LEVEL);
        if (value == null) {
            return LogLevel.INFO;
        }
        for (LogLevel level : LogLevel.values()) {
            if (level.name().equalsIgnoreCase(value.value())) {
                return level;
            }
        }
        findings.problem(value, "no such level, use debug, info, warn or error");
        return LogLevel.INFO;
    }

    /**
     * Returns the parts between commas, without blanks, blank parts and repetitions. A value without any part is reported as a problem.
     */
    public List<String> list(Given value) {
        if (value == null) {
            return List.of();
        }
        List<String> parts = parts(value.value());
        if (parts.isEmpty()) {
            findings.problem(value, "nothing but commas, give values separated by commas or unset it");
        }
        return parts;
    }

    /**
     * Returns the locations, each once.
     *
     * @param vendor the text for {@code {vendor}}
     * @param database the text for {@code {database}}; empty when there is only one database
     */
    public List<Location> locations(Given value, String vendor, String database) {
        List<Location> locations = new ArrayList<>();
        for (String text : list(value)) {
            try {
                Location location = Location.parse(named(text, vendor, database));
                // List.contains would call the equals method of a record, which is slow when it runs for the first
                // time.
                if (!isAmong(locations, location)) {
                    locations.add(location);
                }
            } catch (IllegalArgumentException e) {
                findings.problem(value, e.getMessage());
            }
        }
        return locations;
    }

    private static String named(String text, String vendor, String database) {
        String place = text.replace("{vendor}", vendor);
        return database.isEmpty() ? place : place.replace("{database}", database);
    }

    private static boolean isAmong(List<Location> locations, Location location) {
        for (Location other : locations) {
            if (other.kind() == location.kind() && other.path().equals(location.path())) {
                return true;
            }
        }
        return false;
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            String part = text.substring(start, end).trim();
            if (!part.isEmpty() && !parts.contains(part)) {
                parts.add(part);
            }
            start = end + 1;
        }
        return parts;
    }
}
