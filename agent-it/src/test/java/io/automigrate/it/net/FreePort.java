package io.automigrate.it.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port on the loopback address without a listener. */
public final class FreePort {
    /** Kernels number outgoing connections from 32768 (Linux) or 49152 on: what lies below is only taken by who asks for it. */
    private static final int FIRST = 15_000;

    private static final int END = 32_000;

    private FreePort() {}

    /** Picks one. Tests that run at the same time hardly ever get the same, so it can be bound, or stay closed, later. */
    public static int pick() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(port));
                return port;
            } catch (IOException e) {
                // Another process listens on this port.
                continue;
            }
        }
    }
}
