package io.automigrate.engine;

/** The artifact with which Flyway learns a database. */
final class FlywayModule {
    private FlywayModule() {}

    /** Returns it by the word of {@code {vendor}}. */
    static String of(String vendor) {
        return "org.flywaydb:"
                + switch (vendor) {
                    case "sqlserver", "jtds" -> "flyway-sqlserver";
                    case "firebird" -> "flyway-firebird";
                    case "hana" -> "flyway-database-saphana";
                    case "sybase" -> "flyway-database-sybasease";
                    default -> "flyway-database-" + vendor;
                };
    }
}
