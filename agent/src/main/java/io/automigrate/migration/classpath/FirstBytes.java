package io.automigrate.migration.classpath;

import java.util.Arrays;

/** The first bytes of the wanted names in an archive, a cheap filter that excludes nearly all other entries. */
final class FirstBytes {
    /** Accepts every name. */
    static final FirstBytes ANY = new FirstBytes().add(new byte[0]);

    private final boolean[] flags = new boolean[256];

    /** Adds the first byte of a name or prefix; an empty prefix adds all bytes. */
    FirstBytes add(byte[] beginning) {
        if (beginning.length == 0) {
            Arrays.fill(flags, true);
        } else {
            flags[beginning[0] & 0xFF] = true;
        }
        return this;
    }

    /** Returns a flag for each unsigned value of a byte. The caller must not change the array. */
    boolean[] flags() {
        return flags;
    }
}
