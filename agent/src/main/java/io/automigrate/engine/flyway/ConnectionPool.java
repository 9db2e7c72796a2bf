package io.automigrate.engine.flyway;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/**
 * The connections of one run of the engine. Flyway closes and opens its one or two connections for every command; the pool makes that
 * free, bounds the wait for one, and closes whatever is left when the run is over.
 */
final class ConnectionPool implements AutoCloseable {
    /**
     * Flyway's main and migration connection, and one for what asks in between; and two for Flyway again, which does not give back
     * all of them when it fails.
     */
    private static final int SIZE = 5;

    private static final long LONGEST_END = 2000;

    private final HikariDataSource pool;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /**
     * Makes a pool; nothing is opened yet.
     *
     * @param initSql the first statement on each connection; empty for none
     */
    ConnectionPool(DataSource source, Duration connectTimeout, String initSql) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("auto-migrate");
        // A DataSource of our own: with a URL HikariCP would ask DriverManager, whose one look for drivers belongs to
        // the application.
        config.setDataSource(source);
        config.setMaximumPoolSize(SIZE);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(Math.max(connectTimeout.toMillis(), 250));
        // The database was reachable a moment ago; the first getConnection says so if it no longer is.
        config.setInitializationFailTimeout(-1);
        config.setRegisterMbeans(false);
        config.setThreadFactory(this::thread);
        // A migration may hold its connection for hours.
        config.setMaxLifetime(0);
        config.setIdleTimeout(0);
        if (!initSql.isEmpty()) {
            config.setConnectionInitSql(initSql);
        }
        pool = new HikariDataSource(config);
    }

    DataSource dataSource() {
        return pool;
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "auto-migrate-pool", 0, false);
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    @Override
    public void close() {
        pool.close();
        boolean interrupted = Thread.interrupted();
        try {
            // The pool only tells its threads to end; the application must not meet them.
            for (Thread thread : threads) {
                thread.join(LONGEST_END);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
