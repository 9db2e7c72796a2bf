package io.automigrate.kind.other;

import io.automigrate.kind.DatabaseKind;

/** Databases of which little is known: a row for each, and a class where a row is not enough. */
public final class OtherDatabases {
    private static final String FIREBIRD = "org.firebirdsql.jdbc:jaybird";
    private static final String FIREBIRD_DRIVER = "org.firebirdsql.jdbc.FBDriver";

    private OtherDatabases() {}

    /** Returns the database with this word in its URL, in lower case; null when the word is not known. */
    public static DatabaseKind named(String word) {
        return switch (word) {
            case "derby" -> Derby.kind();
            case "hsqldb" -> Hsqldb.kind();
            case "duckdb" -> OtherDatabase.embedded("duckdb", "org.duckdb:duckdb_jdbc", "org.duckdb.DuckDBDriver");
            case "firebird", "firebirdsql" ->
                OtherDatabase.limited("firebird", "connectTimeout", FIREBIRD, FIREBIRD_DRIVER);
            case "db2" -> OtherDatabase.limited("db2", "loginTimeout", "com.ibm.db2:jcc", "com.ibm.db2.jcc.DB2Driver");
            case "as400" -> OtherDatabase.row("db2", 0, "net.sf.jt400:jt400", "com.ibm.as400.access.AS400JDBCDriver");
            case "clickhouse", "ch" ->
                OtherDatabase.row(
                        "clickhouse", 0, "com.clickhouse:clickhouse-jdbc", "com.clickhouse.jdbc.ClickHouseDriver");
            case "redshift" ->
                OtherDatabase.row(
                        "redshift", 5439, "com.amazon.redshift:redshift-jdbc42", "com.amazon.redshift.Driver");
            case "sap" -> OtherDatabase.row("hana", 0, "com.sap.cloud.db.jdbc:ngdbc", "com.sap.db.jdbc.Driver");
            case "informix-sqli", "informix-direct" ->
                OtherDatabase.row("informix", 0, "com.ibm.informix:jdbc", "com.informix.jdbc.IfxDriver");
            default -> null;
        };
    }

    /** Returns a database of which nothing but its word is known. */
    public static DatabaseKind unknown(String word) {
        return new OtherDatabase(word);
    }
}
