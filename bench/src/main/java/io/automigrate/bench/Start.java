package io.automigrate.bench;

import java.util.Map;

/** Something that is started again and again to be measured. */
interface Start {
    /**
     * Starts the JVM and waits for its end.
     *
     * @return the measured values by their metrics
     * @throws Exception when it did not go well; nothing is measured then
     */
    Map<Metric, Double> run() throws Exception;
}
