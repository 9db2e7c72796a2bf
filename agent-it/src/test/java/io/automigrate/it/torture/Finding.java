package io.automigrate.it.torture;

/**
 * An invariant that did not hold in one run.
 *
 * @param run the run, in words that find it again
 * @param detail what was expected, and what was there
 * @param transcript what the processes of the run wrote
 */
record Finding(
        Experiment experiment, String database, Invariant invariant, String run, String detail, String transcript) {
    @Override
    public String toString() {
        return experiment + " on " + database + ", " + run + ": " + invariant.sentence() + ", but: " + detail;
    }
}
