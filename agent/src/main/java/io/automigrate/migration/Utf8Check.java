package io.automigrate.migration;

/** Checks byte by byte for well-formed UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8Check {
    // The range of values for the next byte of the unfinished character.
    private int lowest;
    private int highest;
    private int missing;
    private int taken;

    /** Returns whether a character is unfinished. */
    boolean isInsideCharacter() {
        return missing > 0;
    }

    /** Returns the number of bytes accepted for the unfinished character. */
    int bytesOfCharacter() {
        return taken;
    }

    /** Discards an unfinished character. */
    void reset() {
        missing = 0;
        taken = 0;
    }

    /** Returns whether the byte may follow the bytes accepted before. Bytes below 0x80 must not be passed as the first of a character. */
    boolean accept(byte next) {
        int value = next & 0xFF;
        if (missing == 0) {
            return begin(value);
        }
        if (value < lowest || value > highest) {
            return false;
        }
        lowest = 0x80;
        highest = 0xBF;
        missing--;
        taken = missing == 0 ? 0 : taken + 1;
        return true;
    }

    private boolean begin(int value) {
        if (value < 0xC2 || value > 0xF4) {
            return false;
        }
        // E0 and F0 may begin overlong forms, ED surrogates, F4 characters above U+10FFFF.
        lowest = value == 0xE0 ? 0xA0 : value == 0xF0 ? 0x90 : 0x80;
        highest = value == 0xED ? 0x9F : value == 0xF4 ? 0x8F : 0xBF;
        missing = value < 0xE0 ? 1 : value < 0xF0 ? 2 : 3;
        taken = 1;
        return true;
    }
}
