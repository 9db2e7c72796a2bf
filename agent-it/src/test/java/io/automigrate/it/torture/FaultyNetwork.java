package io.automigrate.it.torture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A proxy that disturbs each connection after a number of bytes. */
final class FaultyNetwork implements AutoCloseable {
    /** The disturbances. */
    enum Fault {
        /** Resets the connection. */
        CUT,
        /** Closes the connection in good order. */
        CLOSE,
        /** Loses all that follows, and keeps the connection open. */
        SWALLOW,
        /** Lets the bytes that follow pass one by one. */
        DRIBBLE,
        /** Changes bytes. */
        GARBLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is done to a connection.
     *
     * @param fromServer whether the bytes of the server are meant, and not those of the client
     * @param after the number of bytes that pass untouched
     */
    record Plan(Fault fault, boolean fromServer, int after) {
        private static final int MOST_BYTES = 40_000;

        static Plan pick(Random random) {
            Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
            // Bytes of the client stay as they are: another statement than that of the script has another effect.
            boolean fromServer = fault == Fault.GARBLE || random.nextBoolean();
            int after = (int) Math.exp(random.nextDouble() * Math.log(MOST_BYTES)) - 1;
            return new Plan(fault, fromServer, after);
        }

        @Override
        public String toString() {
            return fault + " after " + after + " bytes of the " + (fromServer ? "server" : "client");
        }
    }

    private static final int DRIBBLE_MILLIS = 1;

    /** A few bytes at a time: byte by byte the many answers of H2 take longer than the harness waits. */
    private static final int DRIBBLED = 8;

    private static final int GARBLED = 64;

    private final ServerSocket server;
    private final int target;
    private final Plan plan;
    private final List<Socket> sockets = new ArrayList<>();

    FaultyNetwork(int target, Plan plan) throws IOException {
        this.target = target;
        this.plan = plan;
        server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        inBackground(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket client = server.accept();
            Socket destination = new Socket(InetAddress.getLoopbackAddress(), target);
            synchronized (this) {
                sockets.add(client);
                sockets.add(destination);
            }
            inBackground(() -> pump(client, destination, !plan.fromServer));
            inBackground(() -> pump(destination, client, plan.fromServer));
        }
    }

    private void pump(Socket from, Socket to, boolean isDisturbed) throws IOException, InterruptedException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            int passed = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                int clean = isDisturbed ? Math.min(n, Math.max(0, plan.after - passed)) : n;
                out.write(buffer, 0, clean);
                passed += clean;
                if (clean < n && !disturb(buffer, clean, n, to, out)) {
                    return;
                }
            }
        }
    }

    /** Treats the bytes behind the clean ones; returns whether the connection goes on. */
    private boolean disturb(byte[] buffer, int from, int to, Socket socket, OutputStream out)
            throws IOException, InterruptedException {
        switch (plan.fault) {
            case CUT -> {
                // Closing with "linger 0" sends RST instead of FIN.
                socket.setSoLinger(true, 0);
                return false;
            }
            case CLOSE -> {
                return false;
            }
            case DRIBBLE -> {
                for (int i = from; i < to; i += DRIBBLED) {
                    out.write(buffer, i, Math.min(DRIBBLED, to - i));
                    Thread.sleep(DRIBBLE_MILLIS);
                }
            }
            case GARBLE -> {
                for (int i = from; i < Math.min(to, from + GARBLED); i++) {
                    buffer[i] ^= (byte) (0x55 + i);
                }
                out.write(buffer, from, to - from);
            }
            default -> {
                return true;
            }
        }
        return true;
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
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
