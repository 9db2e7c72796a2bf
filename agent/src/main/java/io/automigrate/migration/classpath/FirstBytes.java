package io.automigrate.migration.classpath;

import java.util.Arrays;

/** The bytes that the names of interest in an archive begin with. They tell nearly all entries from those that need a second look. */
final class FirstBytes {
    /** Every name may be of interest. */
    static final FirstBytes ANY = new FirstBytes().add(new byte[0]);

    private final boolean[] flags = new boolean[256];

    /** Adds that of a name or a beginning of names; of an empty one, all. */
    FirstBytes add(byte[] beginning) {
        if (beginning.length == 0) {
            Arrays.fill(flags, true);
        } else {
            flags[beginning[0] & 0xFF] = true;
        }
        return this;
    }

    /** Returns whether a byte is among them, by its unsigned value; not to be changed. */
    boolean[] flags() {
        return flags;
    }
}
