package io.automigrate;

import io.automigrate.settings.given.SettingSources;
import java.lang.instrument.Instrumentation;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/**
 * The entrance of the hidden part of the agent. The bootstrap knows this class by its name, makes the object with the constructor, and
 * calls the object through an interface of the JDK. A call by reflection would cost 5 to 10 ms since Java 18, which makes a method handle
 * for the call (JEP 416), the first one in the JVM.
 */
public final class StartupEntrance implements ToIntFunction<Object[]> {
    /** This is a class, because linking a lambda costs a millisecond or more. An up-to-date start links no lambda. */
    private static final class NanoTime implements LongSupplier {
        @Override
        public long getAsLong() {
            return System.nanoTime();
        }
    }

    /** Makes the entrance; the bootstrap calls this constructor by reflection. */
    public StartupEntrance() {}

    /**
     * Runs the start.
     *
     * @param premain the arguments of {@code premain}: the text behind {@code =} in {@code -javaagent:jar=…} or null, and the
     *     instrumentation; then the consumer of a later call: see {@link Startup#run}
     * @return the result of {@link Startup#run}
     */
    @Override
    @SuppressWarnings("unchecked")
    public int applyAsInt(Object[] premain) {
        // The entrance keeps both streams now, because servers replace them later.
        return new Startup(
                        SettingSources.ofThisProcess((String) premain[0]),
                        System.out,
                        System.err,
                        InstantSource.system(),
                        new NanoTime())
                .run((Instrumentation) premain[1], (Consumer<ToIntFunction<Object>>) premain[2]);
    }
}
