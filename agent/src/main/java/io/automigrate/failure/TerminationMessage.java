package io.automigrate.failure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The message that Kubernetes shows for a container that has ended ({@code kubectl describe pod}). Kubernetes reads the message from a
 * regular file that it has put into the container. Where the file does not exist, it is not created.
 */
public final class TerminationMessage {
    /** The most bytes that Kubernetes reads. A longer message would lose its end, which is the remedy. */
    private static final int LARGEST = 4096;

    private static final String CUT = " …";

    private TerminationMessage() {}

    /** Writes the failure to the file. The failure has been logged before. */
    public static void write(Failure failure, Path file) {
        // Opening a pipe would wait for a reader, and a device is no place for a message.
        if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
            return;
        }
        try {
            Files.write(file, bytes(failure), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            // The file was removed in between. The failure is in the log, and a second failure would hide the first.
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

    /** Returns the message with each part shortened, because the parts at the end are as important as the first. */
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
