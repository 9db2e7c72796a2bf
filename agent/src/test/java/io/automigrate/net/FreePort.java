package io.automigrate.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port on which no process listens, and which no process gets by chance. */
public final class FreePort {
    /**
     * Kernels number outgoing connections from 32768 (Linux) or 49152 on. Another process may get one of those ports a moment later. A
     * client that connects to such a port of the loopback address again and again once gets the same number itself, and is then connected
     * to itself.
     */
    private static final int FIRST = 15_000;

    private static final int END = 32_000;

    private FreePort() {}

    /** Picks one, to be bound later or to stay closed. */
    public static int pick() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(port));
                return port;
            } catch (IOException e) {
                // A process listens on this port, so the next port is tried.
                continue;
            }
        }
    }
}
