package io.automigrate;

import io.automigrate.settings.given.SettingSources;
import java.lang.instrument.Instrumentation;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/**
 * Where the bootstrap enters the hidden part, which it knows by name alone: it makes this object by its constructor and calls it through a
 * type that both sides see. A method that is called by reflection instead costs 5 to 10 ms since Java 18, which makes a method handle for
 * it (JEP 416) and with it the JVM's first.
 */
public final class StartupEntrance implements ToIntFunction<Object[]> {
    /** A class: a lambda costs a millisecond or more each time one is linked; there is none on the way to "up to date". */
    private static final class NanoTime implements LongSupplier {
        @Override
        public long getAsLong() {
            return System.nanoTime();
        }
    }

    /** Called by the bootstrap, by reflection. */
    public StartupEntrance() {}

    /**
     * Starts.
     *
     * @param premain what {@code premain} got, the text behind {@code =} in {@code -javaagent:jar=…} or null, and the instrumentation;
     *     then what takes a call for later: see {@link Startup#run}
     * @return what {@link Startup#run} returns
     */
    @Override
    @SuppressWarnings("unchecked")
    public int applyAsInt(Object[] premain) {
        // Taken now: servers put something of their own in the place of both streams.
        return new Startup(
                        SettingSources.ofThisProcess((String) premain[0]),
                        System.out,
                        System.err,
                        InstantSource.system(),
                        new NanoTime())
                .run((Instrumentation) premain[1], (Consumer<ToIntFunction<Object>>) premain[2]);
    }
}
