package io.automigrate.settings.discovery;

import io.automigrate.settings.given.Findings;
import io.automigrate.settings.names.FlywayOption;
import io.automigrate.settings.names.NearestSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Explains the settings below a framework's prefix that no part of the agent has read: a misspelled name there would silently change the
 * migration.
 */
record UnreadSettings(Findings findings) {
    /** Settings that do not change the migration, or for which the agent has an equivalent. */
    private static final List<String> HARMLESS = List.of(
            "url",
            "user",
            "username",
            "password",
            "jdbc-url",
            "enabled",
            "active",
            "async",
            "migrate-at-start",
            "validate-at-start",
            "driver",
            "driver-class-name",
            "clean-disabled",
            "connect-retries",
            "connect-retries-interval",
            "lock-retry-count",
            "loggers",
            "placeholders",
            "postgresql.transactional-lock");

    /** The first parts of names below {@code spring.datasource.} that do not concern a database, an account or a schema. */
    private static final String[] OF_DATASOURCE = {
        "DRIVER",
        "NAME",
        "TYPE",
        "JNDI",
        "GENERATE",
        "EMBEDDED",
        "CONTINUE",
        "DATA",
        "INITIALIZATION",
        "JMX",
        "PLATFORM",
        "SCHEMA",
        "SEPARATOR",
        "SQL",
        "HIKARI",
        "TOMCAT",
        "DBCP2",
        "ORACLEUCP",
        "XA"
    };

    private static final String SPRING_DATASOURCE = "spring.datasource.";
    private static final String NO_EFFECT = "unknown setting, it has no effect";

    /**
     * Adds a warning, unless the setting is known and has no meaning for migrations.
     *
     * @param place the source that holds the setting
     * @param entry the setting
     * @param flyway the prefix of Flyway's settings in use; {@code null} for none
     * @param source the settings that the database was discovered in; {@code null} for the agent's own
     */
    void report(FrameworkSource place, Map.Entry<String, String> entry, String flyway, UrlSource source) {
        String written = entry.getKey();
        if (flyway != null && isBelow(written, flyway)) {
            reportFlyway(place, written, flyway);
        } else {
            reportDataSource(place, written, source);
        }
    }

    private static boolean isBelow(String written, String prefix) {
        return FrameworkSource.variable(written).startsWith(FrameworkSource.variable(prefix));
    }

    private void reportFlyway(FrameworkSource place, String written, String prefix) {
        String name = written.substring(prefix.length());
        String property = dashed(name);
        List<String> known = namesOfFlyway();
        // A stronger source has given the same setting, perhaps in another spelling.
        if (isAmong(HARMLESS, property) || property.startsWith("placeholders-") || isAmong(known, property)) {
            return;
        }
        FlywayOption option = FlywayOption.named(name);
        if (option != null && option.kind() == FlywayOption.Kind.REFUSED) {
            warn(place, written, "the agent does not pass this setting on to Flyway: " + option.detail());
        } else if (isElement(name)) {
            reportElement(place, written, prefix);
        } else if (name.charAt(0) == '_' || name.charAt(0) == '"') {
            warn(place, written, "the setting belongs to another data source, which the agent does not migrate");
        } else {
            warn(place, written, unknown(place, prefix, nearest(property, known)));
        }
    }

    private void reportElement(FrameworkSource place, String written, String prefix) {
        int end =
                Math.max(written.lastIndexOf('['), written.replaceAll("_$", "").lastIndexOf('_'));
        String list = written.substring(0, end);
        int index = Integer.parseInt(written.substring(end + 1).replaceAll("\\D", ""));
        String property = dashed(list.substring(prefix.length()));
        if (place.elements(prefix + property).size() <= index) {
            warn(place, written, "the elements of a list are numbered from 0 without a gap, so this one has no effect");
        }
    }

    private static String unknown(FrameworkSource place, String prefix, String nearest) {
        return nearest == null ? NO_EFFECT : NO_EFFECT + ", did you mean " + place.spelled(prefix + nearest) + "?";
    }

    private static boolean isElement(String name) {
        return name.matches(".+(_\\d{1,4}_?|\\[\\d{1,4}])");
    }

    private static List<String> namesOfFlyway() {
        List<String> names = new ArrayList<>(List.of("locations", "schemas", "default-schema", "table", "init-sqls"));
        for (FlywayOption option : FlywayOption.discoverable()) {
            names.add(option.property());
        }
        return names;
    }

    private void reportDataSource(FrameworkSource place, String written, UrlSource source) {
        String prefix = source.dataSource();
        String property = dashed(written.substring(prefix.length()));
        List<String> names = namesOfDataSource(source);
        if (isAmong(names, property)) {
            return;
        }
        String nearest = nearestOfDataSource(property, source, names);
        if (nearest != null) {
            warn(place, written, unknown(place, prefix, nearest));
        } else if (property.contains("data-source-properties")) {
            warn(
                    place,
                    written,
                    "the agent does not pass this property on to the driver; if it matters, put it into the URL");
        } else if (prefix.equals(SPRING_DATASOURCE) && !isKnownOfSpring(property)) {
            warn(place, written, NO_EFFECT);
        }
    }

    private static String nearestOfDataSource(String property, UrlSource source, List<String> names) {
        return switch (property) {
            case "user", "user-name", "login" -> source.userName();
            case "pass", "passwd", "pwd" -> "password";
            case "uri", "jdbc-url", "jdbcurl" -> source.urlName();
            default -> nearest(property, names);
        };
    }

    private static List<String> namesOfDataSource(UrlSource source) {
        List<String> names = new ArrayList<>(List.of(source.urlName(), source.userName(), "password"));
        if (source.pool() != null) {
            addNames(source, names, source.pool() + "jdbc-url", source.pool() + "username", source.pool() + "password");
        }
        addNames(source, names, source.poolSchemas());
        addNames(source, names, source.poolCatalogs());
        addNames(source, names, source.poolStatements());
        return names;
    }

    private static void addNames(UrlSource source, List<String> names, String... properties) {
        for (String property : properties) {
            names.add(property.substring(source.dataSource().length()));
        }
    }

    private static boolean isAmong(List<String> names, String property) {
        for (String name : names) {
            String dashed = dashed(name);
            if (dashed.equals(property) || dashed.replace("-", "").equals(property)) {
                return true;
            }
        }
        return false;
    }

    private static String nearest(String property, List<String> names) {
        String nearest = NearestSetting.nearestSpelling(
                property, names.stream().map(UnreadSettings::dashed).toList());
        return names.stream()
                .filter(name -> dashed(name).equals(nearest))
                .findFirst()
                .orElse(null);
    }

    private static boolean isKnownOfSpring(String property) {
        String variable = property.toUpperCase(Locale.ROOT);
        for (String known : OF_DATASOURCE) {
            if (variable.startsWith(known)) {
                return true;
            }
        }
        return false;
    }

    private static String dashed(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
    }

    private void warn(FrameworkSource place, String written, String what) {
        findings.warning(place.shown(written), what);
    }
}
