package io.automigrate.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port that nobody listens on, and that nobody gets by chance. */
public final class FreePort {
    /**
     * Kernels number outgoing connections from 32768 (Linux) or 49152 on. One of those ports may be somebody's a moment later; and whoever
     * connects to it again and again on the loopback address is given that very number once, and meets himself.
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
                // Somebody listens there: the next one.
                continue;
            }
        }
    }
}
