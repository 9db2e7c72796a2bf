package io.automigrate.migration;

/** Tells well-formed UTF-8 (RFC 3629) from other bytes, byte by byte: no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8Check {
    // The byte values, as ints, that may come next in the character that was begun.
    private int lowest;
    private int highest;
    private int missing;
    private int taken;

    /** Returns whether bytes of a character are still to come. */
    boolean isInsideCharacter() {
        return missing > 0;
    }

    /** Returns how many bytes of the unfinished character were accepted. */
    int bytesOfCharacter() {
        return taken;
    }

    /** Forgets an unfinished character. */
    void reset() {
        missing = 0;
        taken = 0;
    }

    /** Returns whether the byte may follow what was accepted before; only bytes above 0x7F may begin a character here. */
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
        // E0 and F0 could begin overlong forms, ED surrogates, F4 what is above U+10FFFF.
        lowest = value == 0xE0 ? 0xA0 : value == 0xF0 ? 0x90 : 0x80;
        highest = value == 0xED ? 0x9F : value == 0xF4 ? 0x8F : 0xBF;
        missing = value < 0xE0 ? 1 : value < 0xF0 ? 2 : 3;
        taken = 1;
        return true;
    }
}
