package io.automigrate.failure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What Kubernetes shows for a container that has ended ({@code kubectl describe pod}): it reads a file that it has put into the
 * container. Where that file does not exist, nobody asks, and none is made.
 */
public final class TerminationMessage {
    /** Kubernetes cuts longer ones, and would cut the remedy, which stands at the end. */
    private static final int LARGEST = 4096;

    private static final String CUT = " …";

    private TerminationMessage() {}

    /** Writes why the start failed; the log, which says the same, has been written. */
    public static void write(Failure failure, Path file) {
        if (!Files.isWritable(file) || Files.isDirectory(file)) {
            return;
        }
        try {
            Files.write(file, bytes(failure), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            // A device or a file that was taken away in between. The failure is in the log; a second one about a copy
            // of it would only stand in the way.
            return;
        }
    }

    private static byte[] bytes(Failure failure) {
        byte[] whole = text(failure, Integer.MAX_VALUE).getBytes(StandardCharsets.UTF_8);
        for (int longest = LARGEST / 4; whole.length > LARGEST && longest > 0; longest /= 2) {
            whole = text(failure, longest).getBytes(StandardCharsets.UTF_8);
        }
        return whole;
    }

    /** Shortens each part rather than the end. */
    private static String text(Failure failure, int longest) {
        StringBuilder text = new StringBuilder(cut(failure.headline(), longest)).append('\n');
        for (Failure.Detail detail : failure.details()) {
            text.append(detail.label())
                    .append(": ")
                    .append(cut(detail.text(), longest))
                    .append('\n');
        }
        return text.append("exit code: ")
                .append(failure.exitCode().code())
                .append('\n')
                .toString();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + CUT;
    }
}
