package io.automigrate.bench;

/** A part of the benchmark, which can be run by itself. */
interface Part {
    /**
     * Prepares its databases and applications, and measures.
     *
     * @param results takes the series, one after the other
     */
    void measure(Results results) throws Exception;
}
