package io.automigrate.engine.flyway;

import java.util.Optional;

/**
 * The versions of the agent's Flyway and of the application's own.
 *
 * @param applications the version of the application's Flyway; empty when the application has none
 */
public record FlywayVersions(String bundled, Optional<String> applications) {
    /** Returns the versions; no class of the application is loaded. */
    public static FlywayVersions of(ClassLoader application) {
        ApplicationFlyway own = new ApplicationFlyway(application);
        String bundled = new ApplicationFlyway(FlywayVersions.class.getClassLoader()).version();
        return new FlywayVersions(bundled, own.isThere() ? Optional.of(own.version()) : Optional.empty());
    }

    /** Returns whether the application's Flyway has a lower major version. */
    public boolean isOlder() {
        return applications.isPresent() && major(applications.get()) < major(bundled);
    }

    private static int major(String version) {
        String digits = version.replaceAll("[^0-9].*", "");
        return digits.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }
}
