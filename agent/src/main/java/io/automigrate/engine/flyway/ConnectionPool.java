package io.automigrate.engine.flyway;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/**
 * The connections of one run of the engine. Flyway closes and opens its one or two connections for every command. The pool makes this
 * cheap, limits the wait for a connection, and closes all connections at the end of the run.
 */
final class ConnectionPool implements AutoCloseable {
    /**
     * Flyway's main and migration connection, one for questions of the agent, and two more for Flyway, which does not give back all of
     * them when it fails.
     */
    private static final int SIZE = 5;

    private static final long LONGEST_END = 2000;

    private final HikariDataSource pool;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /**
     * Makes a pool without opening a connection.
     *
     * @param initSql the first statement on each connection; empty for none
     */
    ConnectionPool(DataSource source, Duration connectTimeout, String initSql) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("auto-migrate");
        // The pool gets a DataSource, because with a URL HikariCP would ask DriverManager, whose only search for
        // drivers belongs to the
        // application.
        config.setDataSource(source);
        config.setMaximumPoolSize(SIZE);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(Math.max(connectTimeout.toMillis(), 250));
        // The database was reachable a moment ago. If it is lost, the first getConnection reports that.
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
            // The pool ends its threads without waiting, and the application must not see them, so this method waits.
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
