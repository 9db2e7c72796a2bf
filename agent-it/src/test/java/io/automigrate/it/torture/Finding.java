package io.automigrate.it.torture;

import java.util.Optional;

/**
 * An invariant that did not hold in one run.
 *
 * @param run the run, in words that find it again
 * @param detail what was expected, and what was there
 * @param transcript what the processes of the run wrote
 */
record Finding(
        Experiment experiment, String database, Invariant invariant, String run, String detail, String transcript) {
    /** Returns the documented gap that this finding is, if it is one. */
    Optional<KnownGap> gap() {
        for (KnownGap gap : KnownGap.values()) {
            if (gap.covers(this)) {
                return Optional.of(gap);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return experiment + " on " + database + ", " + run + ": " + invariant.sentence() + ", but: " + detail;
    }
}
