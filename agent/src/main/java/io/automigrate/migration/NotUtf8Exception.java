package io.automigrate.migration;

import java.nio.charset.CharacterCodingException;

/** A script has bytes that are no UTF-8. */
final class NotUtf8Exception extends CharacterCodingException {
    private static final long serialVersionUID = 1L;

    private final long offset;
    private final long line;

    /**
     * @param offset where the character begins that is none, counted from 0
     * @param line the line it is in, counted from 1
     */
    NotUtf8Exception(long offset, long line) {
        this.offset = offset;
        this.line = line;
    }

    @Override
    public String getMessage() {
        return "it is not UTF-8: the byte at offset " + offset + ", in line " + line + ", begins no character";
    }
}
