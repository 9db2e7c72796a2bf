package io.automigrate.outcome;

import io.automigrate.log.MigrationLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Supplier;

/**
 * Answers probes and browsers until the application starts. The JDK's own server would ask for a {@code System.Logger}, and this would
 * start the application's logging library before the application does; the JDK's server is also in a module that reduced runtimes lack.
 *
 * <p>One thread serves all connections and never waits for one of them. A connection has one request and {@link HealthConnection#LIMIT}
 * to send it. When there are more than {@value #MOST_CONNECTIONS} connections, the oldest one is closed, so that silent clients cannot
 * keep a probe from being answered. After {@link #close} the port is free for the application, and the thread has ended.
 */
final class HealthServer {
    private static final int BACKLOG = 1024;
    private static final int MOST_CONNECTIONS = 256;

    /** New connections in one step. More would let a flood of connections delay the answers. */
    private static final int MOST_ACCEPTED = 64;

    /** Time for the answers that are under way when the server is closed, in milliseconds. */
    private static final long CLOSING_LIMIT = 300;

    private static final long END_LIMIT = 1000;
    private static final long TICK = 100;
    private static final long NANOS = 1_000_000;

    private final ServerSocketChannel server;
    private final Selector selector;
    private final Supplier<Outcome> outcome;
    private final Thread thread;

    // In the order in which they were accepted, which is the order of their deadlines.
    private final Deque<HealthConnection> connections = new ArrayDeque<>();
    private volatile boolean isClosing;

    private HealthServer(ServerSocketChannel server, Selector selector, Supplier<Outcome> outcome) {
        this.server = server;
        this.selector = selector;
        this.outcome = outcome;
        thread = new Thread(null, this::serve, "auto-migrate-health", 0, false);
        thread.setDaemon(true);
    }

    /** Returns a server that answers on the port. When the port cannot be used, logs a warning and returns a server without a port. */
    static HealthServer open(int port, Supplier<Outcome> outcome, MigrationLog log) {
        try {
            HealthServer server = bind(port, outcome);
            server.thread.start();
            log.info("Port " + port + " answers /livez, /readyz, /metrics and / until the application starts");
            return server;
        } catch (IOException e) {
            log.warn("AUTO_MIGRATE_HEALTH_PORT=\"" + port + "\" can't be used: " + e.getMessage()
                    + "; the start goes on without it. Name a port that nothing in this container listens on");
            return new HealthServer(null, null, outcome);
        }
    }

    private static HealthServer bind(int port, Supplier<Outcome> outcome) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.socket().setReuseAddress(true);
            channel.bind(new InetSocketAddress(port), BACKLOG);
            channel.configureBlocking(false);
            Selector selector = Selector.open();
            channel.register(selector, SelectionKey.OP_ACCEPT);
            return new HealthServer(channel, selector, outcome);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Frees the port. Requests that have arrived are answered. */
    void close() {
        if (server == null) {
            return;
        }
        isClosing = true;
        selector.wakeup();
        try {
            thread.join(CLOSING_LIMIT + END_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve() {
        try (selector;
                server) {
            while (!isClosing) {
                step(TICK);
            }
            step(1);
            server.close();
            connections.removeIf(HealthServer::closeUnlessAnswered);
            long end = System.nanoTime() + CLOSING_LIMIT * NANOS;
            while (!connections.isEmpty() && System.nanoTime() < end) {
                step(TICK / 10);
            }
        } catch (IOException e) {
            // The selector fails only when the process has no file descriptors left. The start goes on without the
            // port.
            return;
        } finally {
            connections.forEach(HealthConnection::close);
        }
    }

    private static boolean closeUnlessAnswered(HealthConnection connection) {
        if (connection.isReading()) {
            connection.close();
        }
        return connection.isReading();
    }

    private void step(long patience) throws IOException {
        selector.select(patience);
        Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
        while (ready.hasNext()) {
            SelectionKey key = ready.next();
            ready.remove();
            if (key.isValid() && key.isAcceptable()) {
                accept();
            } else if (key.attachment() instanceof HealthConnection connection) {
                connection.goOn(outcome);
            }
        }
        long now = System.nanoTime();
        connections.removeIf(connection -> connection.isOver(now));
    }

    private void accept() {
        try {
            for (int i = 0; i < MOST_ACCEPTED; i++) {
                SocketChannel channel = server.accept();
                if (channel == null) {
                    return;
                }
                if (connections.size() >= MOST_CONNECTIONS) {
                    connections.removeFirst().close();
                }
                connections.addLast(HealthConnection.of(channel, selector));
            }
        } catch (IOException e) {
            // The client has gone, or the process has no file descriptors left. Closing the oldest connection gives one
            // back.
            if (!connections.isEmpty()) {
                connections.removeFirst().close();
            }
        }
    }
}
