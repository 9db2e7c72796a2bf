package io.automigrate.kind.other;

import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.TimeLimit;
import io.automigrate.url.JdbcUrl;

/** A database of which a row tells all that is known. */
class OtherDatabase extends DatabaseKind {
    private final boolean isEmbedded;
    private final int port;
    private final TimeLimit connectLimit;
    private final String artifact;
    private final String[] drivers;

    OtherDatabase(String word) {
        super(word);
        isEmbedded = false;
        port = 0;
        connectLimit = null;
        artifact = super.artifact();
        drivers = super.drivers();
    }

    OtherDatabase(
            String word, boolean isEmbedded, int port, TimeLimit connectLimit, String artifact, String... drivers) {
        super(word);
        this.isEmbedded = isEmbedded;
        this.port = port;
        this.connectLimit = connectLimit;
        this.artifact = artifact;
        this.drivers = drivers;
    }

    static DatabaseKind row(String word, int port, String artifact, String driver) {
        return new OtherDatabase(word, false, port, null, artifact, driver);
    }

    static DatabaseKind embedded(String word, String artifact, String driver) {
        return new OtherDatabase(word, true, 0, null, artifact, driver);
    }

    /** @param limit the driver's property for the limit on connecting, in seconds */
    static DatabaseKind limited(String word, String limit, String artifact, String driver) {
        return new OtherDatabase(word, false, 0, new TimeLimit(limit, true), artifact, driver);
    }

    @Override
    public int defaultPort() {
        return port;
    }

    @Override
    public boolean isEmbedded(JdbcUrl url) {
        return isEmbedded;
    }

    @Override
    public String artifact() {
        return artifact;
    }

    @Override
    public String[] drivers() {
        return drivers;
    }

    @Override
    public TimeLimit connectLimit() {
        return connectLimit;
    }

    @Override
    public String flywayModule() {
        return switch (word()) {
            case "firebird" -> "org.flywaydb:flyway-firebird";
            case "hana" -> "org.flywaydb:flyway-database-saphana";
            case "sybase" -> "org.flywaydb:flyway-database-sybasease";
            default -> super.flywayModule();
        };
    }
}
