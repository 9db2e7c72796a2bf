package io.automigrate.database.driver;

/**
 * Which driver class serves which URL, so that it is instantiated by name: a {@code ServiceLoader} would instantiate every driver of
 * the application to ask it.
 */
enum KnownDriver {
    POSTGRESQL("postgresql", "org.postgresql:postgresql", "org.postgresql.Driver"),
    /** MariaDB's driver up to version 2 speaks for both; from 3 on only when the URL permits it. */
    MYSQL(
            "mysql",
            "com.mysql:mysql-connector-j",
            "com.mysql.cj.jdbc.Driver",
            "com.mysql.jdbc.Driver",
            "org.mariadb.jdbc.Driver"),
    MARIADB("mariadb", "org.mariadb.jdbc:mariadb-java-client", "org.mariadb.jdbc.Driver"),
    H2("h2", "com.h2database:h2", "org.h2.Driver"),
    SQLITE("sqlite", "org.xerial:sqlite-jdbc", "org.sqlite.JDBC"),
    ORACLE("oracle", "com.oracle.database.jdbc:ojdbc11", "oracle.jdbc.OracleDriver"),
    SQLSERVER("sqlserver", "com.microsoft.sqlserver:mssql-jdbc", "com.microsoft.sqlserver.jdbc.SQLServerDriver"),
    JTDS("jtds", "net.sourceforge.jtds:jtds", "net.sourceforge.jtds.jdbc.Driver"),
    DB2("db2", "com.ibm.db2:jcc", "com.ibm.db2.jcc.DB2Driver"),
    HSQLDB("hsqldb", "org.hsqldb:hsqldb", "org.hsqldb.jdbc.JDBCDriver"),
    DERBY(
            "derby",
            "org.apache.derby:derbyclient (a server) or org.apache.derby:derby (embedded)",
            "org.apache.derby.client.ClientAutoloadedDriver",
            "org.apache.derby.jdbc.ClientDriver",
            "org.apache.derby.iapi.jdbc.AutoloadedDriver",
            "org.apache.derby.jdbc.EmbeddedDriver"),
    FIREBIRD("firebird", "org.firebirdsql.jdbc:jaybird", "org.firebirdsql.jdbc.FBDriver"),
    FIREBIRDSQL("firebirdsql", "org.firebirdsql.jdbc:jaybird", "org.firebirdsql.jdbc.FBDriver"),
    CLICKHOUSE("clickhouse", "com.clickhouse:clickhouse-jdbc", "com.clickhouse.jdbc.ClickHouseDriver"),
    CH("ch", "com.clickhouse:clickhouse-jdbc", "com.clickhouse.jdbc.ClickHouseDriver"),
    AWS_WRAPPER("aws-wrapper", "software.amazon.jdbc:aws-advanced-jdbc-wrapper", "software.amazon.jdbc.Driver"),
    P6SPY("p6spy", "p6spy:p6spy", "com.p6spy.engine.spy.P6SpyDriver"),
    TESTCONTAINERS(
            "tc", "org.testcontainers' module for the database", "org.testcontainers.jdbc.ContainerDatabaseDriver");

    private static final String[] NONE = {};

    private final String subprotocol;
    private final String artifact;
    private final String[] classNames;

    KnownDriver(String subprotocol, String artifact, String... classNames) {
        this.subprotocol = subprotocol;
        this.artifact = artifact;
        this.classNames = classNames;
    }

    /** Returns the class names to try, in this order; none for a subprotocol that we don't know. */
    static String[] classNames(String subprotocol) {
        KnownDriver known = of(subprotocol);
        return known == null ? NONE : known.classNames;
    }

    /** Returns what to add to the application, {@code group:artifact} as Maven and Gradle write it. */
    static String artifact(String subprotocol) {
        KnownDriver known = of(subprotocol);
        return known == null ? "the database's JDBC driver" : known.artifact;
    }

    private static KnownDriver of(String subprotocol) {
        for (KnownDriver known : values()) {
            if (known.subprotocol.equals(subprotocol)) {
                return known;
            }
        }
        return null;
    }
}
