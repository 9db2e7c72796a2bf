package io.automigrate.engine.flyway;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The connections of a process that dies in the middle of its work: at the last call the database loses its client, and the threads of the
 * process do nothing any more.
 */
final class DyingProcess {
    private static final Set<String> COUNTED =
            Set.of("execute", "executeUpdate", "executeQuery", "commit", "setAutoCommit");

    private final DataSource database;
    private final int last;
    private final List<Connection> open = new ArrayList<>();
    private final CountDownLatch death = new CountDownLatch(1);
    private final CountDownLatch burial = new CountDownLatch(1);
    private int calls;
    private Thread thread;

    /**
     * @param last the number of the last call, counted from 1; the database executes it, and the process does not see the answer
     */
    DyingProcess(DataSource database, int last) {
        this.database = database;
        this.last = last;
    }

    /** Starts the work; returns whether the process died before the work ended. */
    boolean diesIn(Work work) throws InterruptedException {
        thread = new Thread(() -> {
            try {
                work.perform(dataSource());
            } catch (Exception e) {
                // Nobody hears of it: the process is dead.
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
        while (thread.isAlive() && !death.await(10, TimeUnit.MILLISECONDS)) {
            thread.join(1);
        }
        return death.getCount() == 0;
    }

    /** The work of the process. */
    interface Work {
        void perform(DataSource database) throws Exception;
    }

    /** Lets the threads of the process end. */
    void bury() {
        burial.countDown();
    }

    /** Waits until the threads of the buried process have ended. */
    void awaitEnd() throws InterruptedException {
        thread.join(TimeUnit.MINUTES.toMillis(1));
    }

    private DataSource dataSource() {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            Object result = call(database, method, arguments);
            return result instanceof Connection connection ? watched(connection) : result;
        });
    }

    private Connection watched(Connection connection) {
        synchronized (this) {
            open.add(connection);
        }
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object result = call(connection, method, arguments);
            return result instanceof PreparedStatement statement
                    ? watched(PreparedStatement.class, statement)
                    : result instanceof Statement statement ? watched(Statement.class, statement) : result;
        });
    }

    private <T> T watched(Class<T> type, T statement) {
        return proxy(type, (proxy, method, arguments) -> call(statement, method, arguments));
    }

    private Object call(Object target, Method method, Object[] arguments) throws Throwable {
        if (isLast(method)) {
            invoke(target, method, arguments);
            die();
        }
        if (death.getCount() == 0) {
            burial.await();
            throw new SQLException("the process is dead", "08000");
        }
        return invoke(target, method, arguments);
    }

    private synchronized boolean isLast(Method method) {
        return death.getCount() > 0 && COUNTED.contains(method.getName()) && ++calls == last;
    }

    private synchronized void die() throws SQLException {
        for (Connection connection : open) {
            connection.close();
        }
        death.countDown();
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(DyingProcess.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
