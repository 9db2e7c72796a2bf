package io.automigrate.migration;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Reads scripts one after the other with a single buffer. For its checksum Flyway decodes a script, cuts the text into lines and
 * encodes the lines again. For well-formed UTF-8 the result equals the bytes without CR, LF and a leading byte order mark, so this
 * class decodes no characters.
 */
final class ContentReader {
    private static final int BOM_LENGTH = 3;
    /** The length of the longest byte order mark, that of UTF-32. */
    private static final int BYTE_ORDER_MARKS = 4;

    private final byte[] buffer = new byte[16 * 1024];
    private final CRC32 crc = new CRC32();

    // The state of the script that is being read.
    private long offset;
    private long line;
    private boolean blank;
    private boolean placeholder;
    private byte previous;
    private final Utf8Check utf8 = new Utf8Check();

    /**
     * Reads a script to its end.
     *
     * @throws NotUtf8Exception when the bytes are not UTF-8; Flyway's decoder refuses them as well
     */
    ScriptContent read(InputStream in) throws IOException {
        crc.reset();
        utf8.reset();
        offset = 0;
        line = 1;
        blank = true;
        placeholder = false;
        previous = 0;
        // A short script must not be taken for a longer one before.
        Arrays.fill(buffer, 0, BYTE_ORDER_MARKS, (byte) 1);
        int length = in.readNBytes(buffer, 0, buffer.length);
        int start = beginsWithByteOrderMark(length) ? BOM_LENGTH : 0;
        while (length > 0) {
            take(start, length);
            offset += length;
            start = 0;
            length = in.readNBytes(buffer, 0, buffer.length);
        }
        if (utf8.isInsideCharacter()) {
            throw malformed(0);
        }
        return new ScriptContent((int) crc.getValue(), blank, placeholder);
    }

    private boolean beginsWithByteOrderMark(int length) {
        return length >= BOM_LENGTH && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF;
    }

    private void take(int start, int length) throws NotUtf8Exception {
        int lineStart = start;
        byte last = previous;
        for (int i = start; i < length; i++) {
            byte b = buffer[i];
            if (b < 0 || utf8.isInsideCharacter()) {
                if (!utf8.accept(b)) {
                    throw malformed(i);
                }
                blank = false;
            } else if (b > ' ') {
                blank = false;
                if (b == '{' && last == '$') {
                    placeholder = true;
                }
            } else if (b == '\n' || b == '\r') {
                crc.update(buffer, lineStart, i - lineStart);
                lineStart = i + 1;
                if (b == '\r' || last != '\r') {
                    line++;
                }
            }
            last = b;
        }
        crc.update(buffer, lineStart, length - lineStart);
        previous = last;
    }

    private NotUtf8Exception malformed(int index) {
        long position = offset + index - utf8.bytesOfCharacter();
        return new NotUtf8Exception(position, line, position == 0 ? encodingOfByteOrderMark() : "");
    }

    private String encodingOfByteOrderMark() {
        boolean little = buffer[0] == (byte) 0xFF && buffer[1] == (byte) 0xFE;
        boolean big = buffer[0] == (byte) 0xFE && buffer[1] == (byte) 0xFF;
        if (little && buffer[2] == 0 && buffer[3] == 0) {
            return "UTF-32";
        }
        return little || big ? "UTF-16" : "";
    }
}
