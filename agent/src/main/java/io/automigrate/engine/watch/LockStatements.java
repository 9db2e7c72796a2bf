package io.automigrate.engine.watch;

import java.util.Locale;

/**
 * How Flyway 13.12 asks each database for the lock that lets one instance migrate at a time; the statements are the same since 7.15.
 *
 * @param vendor the database, by the word of {@code {vendor}}
 */
public record LockStatements(String vendor) {

    /** Returns whether this statement asks for the lock. */
    boolean isLock(String sql) {
        return switch (vendor) {
            case "postgresql" -> sql.contains("pg_try_advisory") || sql.contains("flyway-lock");
            case "mysql", "mariadb" -> sql.contains("GET_LOCK(") || isTableLock(sql);
            // There is no lock of Flyway's; whoever writes keeps all others waiting, whatever they want.
            case "sqlite" -> true;
            default -> isTableLock(sql);
        };
    }

    /** Returns whether Flyway tries, sleeps and tries again, instead of waiting inside the database. */
    boolean isPolled() {
        return switch (vendor) {
            case "postgresql", "mysql", "mariadb" -> true;
            // An interrupt while H2, SQLite or Derby are at their files would close the files.
            default -> false;
        };
    }

    private static boolean isTableLock(String sql) {
        String lower = sql.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(" for update")
                || lower.startsWith("lock table")
                || lower.contains("sp_getapplock")
                || lower.contains("flyway-lock");
    }
}
