package io.automigrate.migration;

import java.nio.charset.CharacterCodingException;

/** Signals that a script contains bytes that are not UTF-8. */
final class NotUtf8Exception extends CharacterCodingException {
    private static final long serialVersionUID = 1L;

    private final long offset;
    private final long line;
    private final String likely;

    /**
     * @param offset the position of the first malformed byte, counted from 0
     * @param line the line with that byte, counted from 1
     * @param likely the encoding that a byte order mark indicates; empty for none
     */
    NotUtf8Exception(long offset, long line, String likely) {
        this.offset = offset;
        this.line = line;
        this.likely = likely;
    }

    /** Returns the encoding that a byte order mark indicates; empty for none. */
    String likelyEncoding() {
        return likely;
    }

    @Override
    public String getMessage() {
        if (!likely.isEmpty()) {
            return "it is not UTF-8 but " + likely + ", as its byte order mark says";
        }
        return "it is not UTF-8: the byte at offset " + offset + ", in line " + line + ", does not begin a character";
    }
}
