package io.automigrate.engine.failure;

/** The artifact with which Flyway learns a database. */
public final class FlywayModule {
    private FlywayModule() {}

    /** Returns it by the word of {@code {vendor}}. */
    public static String of(String vendor) {
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
