package io.automigrate.bench;

import java.util.Map;

/** Something that is started again and again to be measured. */
interface Start {
    /**
     * Starts it and waits for its end.
     *
     * @return what it took, by what was measured
     * @throws Exception when it did not go well; nothing is measured then
     */
    Map<Metric, Double> run() throws Exception;
}
