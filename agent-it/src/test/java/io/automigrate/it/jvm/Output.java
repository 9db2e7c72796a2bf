package io.automigrate.it.jvm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines that a process writes to one of its streams, with the time of each line. Safe for use by several threads. */
public final class Output {
    /**
     * A line.
     *
     * @param at when it was complete, since the start of the process
     */
    public record Line(Duration at, String text) {
        @Override
        public String toString() {
            return String.format("%6.3f  %s", at.toNanos() / 1e9, text);
        }
    }

    private final long start;
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private final List<Line> lines = new ArrayList<>();

    Output(long start) {
        this.start = start;
    }

    /** Reads until the other side closes the stream. */
    void read(InputStream stream) {
        byte[] buffer = new byte[8192];
        try {
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                append(buffer, n);
            }
        } catch (IOException e) {
            // The process was killed: what came until then is what there is.
            return;
        } finally {
            endLine();
        }
    }

    private synchronized void append(byte[] bytes, int length) {
        all.write(bytes, 0, length);
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                addLine();
            } else {
                unfinished.write(bytes[i]);
            }
        }
    }

    private synchronized void endLine() {
        if (unfinished.size() > 0) {
            addLine();
        }
    }

    private void addLine() {
        Duration at = Duration.ofNanos(System.nanoTime() - start);
        lines.add(new Line(at, unfinished.toString(StandardCharsets.UTF_8)));
        unfinished.reset();
    }

    /** Returns everything as it was written. */
    public synchronized String text() {
        return all.toString(StandardCharsets.UTF_8);
    }

    /** Returns the complete lines. */
    public synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    /** Returns the first line that contains this text. */
    public Optional<Line> line(String part) {
        return lines().stream().filter(line -> line.text().contains(part)).findFirst();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        lines().forEach(line -> text.append("    ").append(line).append('\n'));
        return text.length() == 0 ? "    (nothing)\n" : text.toString();
    }
}
