package io.automigrate.migration;

import java.nio.charset.CharacterCodingException;

/** Signals that a script contains bytes that are not UTF-8. */
final class NotUtf8Exception extends CharacterCodingException {
    private static final long serialVersionUID = 1L;

    private final long offset;
    private final long line;

    /**
     * @param offset the position of the first malformed byte, counted from 0
     * @param line the line with that byte, counted from 1
     */
    NotUtf8Exception(long offset, long line) {
        this.offset = offset;
        this.line = line;
    }

    @Override
    public String getMessage() {
        return "it is not UTF-8: the byte at offset " + offset + ", in line " + line + ", does not begin a character";
    }
}
