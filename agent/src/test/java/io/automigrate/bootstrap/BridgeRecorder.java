package io.automigrate.bootstrap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Stands for the hidden part behind the {@link Bridge}, and notes what reaches it. */
public final class BridgeRecorder implements ToIntFunction<Object>, AutoCloseable {
    private static final List<String> NOTES = new ArrayList<>();
    private static final int KEEP_WAITING = -1;

    private BridgeRecorder() {}

    /** Lets the bridge wait for this recorder. */
    public static BridgeRecorder install() {
        NOTES.clear();
        BridgeRecorder recorder = new BridgeRecorder();
        new Bridge(() -> note("closed"), new EarlySettings(null)).accept(recorder);
        return recorder;
    }

    /** Lets the bridge wait for a function of the test, until the function returns no number below 0. */
    public static void install(ToIntFunction<Object> start) {
        new Bridge(() -> {}, new EarlySettings(null)).accept(start);
    }

    /** Adds a note. */
    public static void note(String text) {
        NOTES.add(text);
    }

    /** Returns the calls since the recorder was installed. */
    public List<String> notes() {
        return List.copyOf(NOTES);
    }

    @Override
    public int applyAsInt(Object place) {
        if (place == this) {
            return 0;
        }
        note("reached " + place);
        return KEEP_WAITING;
    }

    /** Lets the bridge go. */
    @Override
    public void close() {
        Bridge.reached(this);
    }
}
