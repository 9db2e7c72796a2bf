package io.automigrate.settings.given;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that holds the value of one setting, a mounted secret for example. */
final class ValueFile {
    private static final int LARGEST = 64 * 1024;

    private ValueFile() {}

    /**
     * Reads the value; one line end after it is not part of it.
     *
     * @param verbatim whether blanks around the value are part of it
     * @throws IllegalArgumentException with a message for the user
     */
    static String read(String name, boolean verbatim) {
        byte[] bytes = bytes(name);
        if (bytes.length > LARGEST) {
            throw new IllegalArgumentException("the file holds more than 64 KB, name a file that holds only the value");
        }
        String text = text(bytes);
        String value = verbatim ? withoutLineEnd(text) : text.trim();
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the file is empty, write the value into it or unset the variable");
        }
        return value;
    }

    private static byte[] bytes(String name) {
        try {
            Path file = Path.of(name);
            if (Files.isDirectory(file)) {
                throw new IllegalArgumentException("that is a directory, name the file in it that holds the value");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                // Opening a pipe waits for a writer that may never come, and /dev/zero has no end.
                throw new IllegalArgumentException(
                        "that is a pipe or a device, name a regular file that holds the value");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(LARGEST + 1);
            }
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(
                    "there is no such file, check the path and that the secret is mounted", e);
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException(
                    "the user that the application runs as may not read the file, change its owner or mode", e);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("that is no path of a file", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the file is not UTF-8 text, store the value in UTF-8", e);
        }
    }

    private static String withoutLineEnd(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
