package io.automigrate.migration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Reads scripts in other encodings than UTF-8, as Flyway's {@code ChecksumCalculator} does: decoded, line by line. */
final class EncodedContentReader {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private EncodedContentReader() {}

    /**
     * Reads a script to its end.
     *
     * @throws java.nio.charset.CharacterCodingException when the bytes are malformed in this encoding; Flyway refuses them as well
     */
    static ScriptContent read(InputStream in, Charset encoding) throws IOException {
        CRC32 crc = new CRC32();
        boolean blank = true;
        boolean placeholder = false;
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, encoding.newDecoder()));
        String line = reader.readLine();
        if (line != null && line.startsWith(BYTE_ORDER_MARK)) {
            line = line.substring(1);
        }
        while (line != null) {
            crc.update(line.getBytes(StandardCharsets.UTF_8));
            blank = blank && line.isBlank();
            placeholder = placeholder || line.contains("${");
            line = reader.readLine();
        }
        return new ScriptContent((int) crc.getValue(), blank, placeholder);
    }
}
