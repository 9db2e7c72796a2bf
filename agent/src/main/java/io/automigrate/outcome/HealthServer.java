package io.automigrate.outcome;

import io.automigrate.log.MigrationLog;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Answers probes and people while the application is not there yet. The JDK's own server would ask for a {@code System.Logger}, and
 * with it start the application's logging library before the application does; and it is in a module that reduced runtimes lack.
 *
 * <p>One thread accepts, one more serves each connection, for one request and two seconds at most. When it is closed, the port is free
 * for the application, and no thread is left.
 */
final class HealthServer {
    private static final int BACKLOG = 16;
    private static final int MOST_CONNECTIONS = 8;
    private static final int READ_LIMIT = 2000;
    private static final int LONGEST_REQUEST = 8192;

    /** A client that closes first keeps its own port busy for a minute, and not ours, which the application wants. */
    private static final int CLOSING_LIMIT = 300;

    private static final long END_LIMIT = 1000;
    private static final long NANOS = 1_000_000;
    private static final long A_MOMENT = 100 * NANOS;

    private final ServerSocket server;
    private final Supplier<Outcome> outcome;
    private final Thread acceptor;
    private final Set<Socket> connections = new HashSet<>();
    private final Set<Thread> threads = new HashSet<>();
    private boolean isClosed;

    private HealthServer(ServerSocket server, Supplier<Outcome> outcome) {
        this.server = server;
        this.outcome = outcome;
        acceptor = new Thread(null, this::acceptUntilClosed, "auto-migrate-health", 0, false);
        acceptor.setDaemon(true);
    }

    /** Returns a server that answers on this port; one that doesn't, with a warning, when the port is in use. */
    static HealthServer open(int port, Supplier<Outcome> outcome, MigrationLog log) {
        try {
            ServerSocket socket = new ServerSocket();
            HealthServer server = new HealthServer(socket, outcome);
            bind(socket, port);
            server.acceptor.start();
            log.info("Port " + socket.getLocalPort()
                    + " answers /livez, /readyz, /metrics and / until the application starts");
            return server;
        } catch (IOException e) {
            log.warn("AUTO_MIGRATE_HEALTH_PORT=\"" + port + "\" can't be used: " + e.getMessage()
                    + "; the start goes on without it. Name a port that nothing in this container listens on");
            return new HealthServer(null, outcome);
        }
    }

    private static void bind(ServerSocket socket, int port) throws IOException {
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port), BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Frees the port. */
    void close() {
        if (server == null) {
            return;
        }
        Set<Thread> left;
        synchronized (this) {
            isClosed = true;
            closeQuietly(server);
            left = new HashSet<>(threads);
        }
        left.add(acceptor);
        // Whoever is being answered gets the answer.
        await(left, CLOSING_LIMIT);
        synchronized (this) {
            connections.forEach(HealthServer::closeQuietly);
        }
        await(left, END_LIMIT);
    }

    private static void await(Set<Thread> threads, long millis) {
        long end = System.nanoTime() + millis * NANOS;
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, (end - System.nanoTime()) / NANOS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptUntilClosed() {
        while (true) {
            try {
                serve(server.accept());
            } catch (SocketException e) {
                if (server.isClosed()) {
                    return;
                }
            } catch (IOException e) {
                // That client has gone, or there are no file descriptors left: a moment later there may be.
                LockSupport.parkNanos(A_MOMENT);
            }
        }
    }

    private synchronized void serve(Socket connection) {
        if (isClosed || connections.size() >= MOST_CONNECTIONS) {
            closeQuietly(connection);
            return;
        }
        connections.add(connection);
        Thread thread = new Thread(null, () -> answer(connection), "auto-migrate-health-connection", 0, false);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void answer(Socket connection) {
        try (connection) {
            String request = request(connection);
            OutputStream out = connection.getOutputStream();
            out.write(HealthAnswer.to(request, outcome.get()).getBytes(StandardCharsets.UTF_8));
            out.flush();
            connection.shutdownOutput();
            connection.setSoTimeout(CLOSING_LIMIT);
            drain(connection.getInputStream());
        } catch (IOException e) {
            // Probes come and go; there is nobody to tell.
            return;
        } finally {
            synchronized (this) {
                connections.remove(connection);
                threads.remove(Thread.currentThread());
            }
        }
    }

    /** Returns the first line of a request when all of its head is there; what follows is not of interest. */
    private static String request(Socket connection) throws IOException {
        long end = System.nanoTime() + READ_LIMIT * NANOS;
        InputStream in = connection.getInputStream();
        byte[] bytes = new byte[LONGEST_REQUEST];
        int length = 0;
        while (length < bytes.length) {
            connection.setSoTimeout((int) Math.max(1, (end - System.nanoTime()) / NANOS));
            int read = in.read(bytes, length, bytes.length - length);
            length += Math.max(0, read);
            String head = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            if (read < 0 || head.contains("\r\n\r\n") || head.contains("\n\n")) {
                return head.lines().findFirst().orElse("");
            }
        }
        return "";
    }

    private static void drain(InputStream in) throws IOException {
        byte[] rest = new byte[1024];
        for (int reads = 0; reads < LONGEST_REQUEST && in.read(rest) >= 0; reads++) {
            continue;
        }
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // It is closed as far as it can be.
            return;
        }
    }
}
