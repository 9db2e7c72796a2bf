package io.automigrate.outcome;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/** One connection to the health port: reads a request, writes the answer, and waits for the client to close. Never blocks. */
final class HealthConnection {
    /** The time for a request and its answer. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    /** A client that closes first keeps its own port in TIME_WAIT, and not the port that the application wants. */
    private static final Duration CLOSING_LIMIT = Duration.ofMillis(300);

    private static final int LONGEST_REQUEST = 8192;

    private enum State {
        READING,
        WRITING,
        AWAITING_END
    }

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer request = ByteBuffer.allocate(LONGEST_REQUEST);
    private ByteBuffer answer;
    private State state = State.READING;
    private long deadline = System.nanoTime() + LIMIT.toNanos();

    private HealthConnection(SocketChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Returns a connection that the selector watches; closes the channel when that is not possible. */
    static HealthConnection of(SocketChannel channel, Selector selector) throws IOException {
        try {
            return new HealthConnection(channel, selector);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Reads or writes as much as is possible now. */
    void goOn(Supplier<Outcome> outcome) {
        try {
            switch (state) {
                case READING -> read(outcome);
                case WRITING -> write();
                default -> awaitEnd();
            }
        } catch (IOException e) {
            // A probe that goes away needs no answer.
            close();
        }
    }

    /** Returns whether the request has not arrived yet. */
    boolean isReading() {
        return state == State.READING;
    }

    /** Returns whether the connection is closed. Closes a connection whose time is up. */
    boolean isOver(long now) {
        if (channel.isOpen() && now - deadline >= 0) {
            close();
        }
        return !channel.isOpen();
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The channel is closed as far as possible.
            return;
        }
    }

    private void read(Supplier<Outcome> outcome) throws IOException {
        int before = request.position();
        boolean isEnd = channel.read(request) < 0 || isHeadComplete(before);
        if (isEnd || !request.hasRemaining()) {
            String head = new String(request.array(), 0, request.position(), StandardCharsets.ISO_8859_1);
            String line = isEnd ? head.lines().findFirst().orElse("") : "";
            answer = ByteBuffer.wrap(HealthAnswer.to(line, outcome.get()).getBytes(StandardCharsets.UTF_8));
            state = State.WRITING;
            key.interestOps(SelectionKey.OP_WRITE);
            write();
        }
    }

    /** Looks for an empty line in the bytes that have just arrived. A client may send its request byte by byte. */
    private boolean isHeadComplete(int from) {
        for (int i = Math.max(1, from); i < request.position(); i++) {
            if (request.get(i) == '\n'
                    && (request.get(i - 1) == '\n'
                            || i > 2 && request.get(i - 1) == '\r' && request.get(i - 2) == '\n')) {
                return true;
            }
        }
        return false;
    }

    private void write() throws IOException {
        channel.write(answer);
        if (!answer.hasRemaining()) {
            channel.shutdownOutput();
            state = State.AWAITING_END;
            deadline = Math.min(deadline, System.nanoTime() + CLOSING_LIMIT.toNanos());
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /** Discards what the client still sends. */
    private void awaitEnd() throws IOException {
        request.clear();
        if (channel.read(request) < 0) {
            close();
        }
    }
}
