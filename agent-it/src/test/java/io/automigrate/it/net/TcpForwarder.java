package io.automigrate.it.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Stands between a client and a server to make the network misbehave. Until {@link #open} the port is closed and connections are
 * refused.
 */
public final class TcpForwarder implements AutoCloseable {
    private static final long NEVER = Long.MAX_VALUE;

    private final int port = FreePort.pick();
    private final int target;
    private final List<Socket> sockets = new ArrayList<>();
    private ServerSocket server;
    private CountDownLatch thawed = new CountDownLatch(0);
    private long bytesUntilReset = NEVER;
    private boolean holdsEnds;
    private int accepted;

    public TcpForwarder(int target) {
        this.target = target;
    }

    public int port() {
        return port;
    }

    /** Begins to accept connections. */
    public synchronized TcpForwarder open() throws IOException {
        server = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
        ServerSocket opened = server;
        inBackground(() -> accept(opened));
        return this;
    }

    /** Lets {@link #freeze} hold back also the end of a connection that the server closes: PostgreSQL closes one without a login after a minute. */
    public synchronized TcpForwarder holdingEnds() {
        holdsEnds = true;
        return this;
    }

    /** Stops forwarding bytes in both directions. Connections are still accepted. */
    public synchronized void freeze() {
        thawed = new CountDownLatch(1);
    }

    /** Forwards the bytes that were held back. */
    public synchronized void thaw() {
        thawed.countDown();
    }

    /** Lets the server send this many bytes on each new connection, then resets it. */
    public synchronized TcpForwarder resetAfter(long bytes) {
        bytesUntilReset = bytes;
        return this;
    }

    /** Ends all misbehaviour. */
    public synchronized void resetNoMore() {
        bytesUntilReset = NEVER;
    }

    /** Returns how many connections were accepted. */
    public synchronized int accepted() {
        return accepted;
    }

    private void accept(ServerSocket opened) throws IOException {
        while (!opened.isClosed()) {
            Socket client = opened.accept();
            Socket destination = new Socket(InetAddress.getLoopbackAddress(), target);
            long limit;
            synchronized (this) {
                accepted++;
                sockets.add(client);
                sockets.add(destination);
                limit = bytesUntilReset;
            }
            inBackground(() -> pump(client, destination, NEVER, false));
            inBackground(() -> pump(destination, client, limit, true));
        }
    }

    private void pump(Socket from, Socket to, long limit, boolean isAnswer) throws IOException, InterruptedException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            long left = limit;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                latch().await();
                int passed = (int) Math.min(n, left);
                out.write(buffer, 0, passed);
                left -= passed;
                if (left == 0) {
                    // Closing with "linger 0" sends RST instead of FIN.
                    to.setSoLinger(true, 0);
                    return;
                }
            }
            if (isAnswer && holdsEnds()) {
                latch().await();
            }
        }
    }

    private synchronized boolean holdsEnds() {
        return holdsEnds;
    }

    private synchronized CountDownLatch latch() {
        return thawed;
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void inBackground(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // One side has closed. The other side sees a closed socket.
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() throws IOException {
        thaw();
        if (server != null) {
            server.close();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
