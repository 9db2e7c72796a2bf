package io.automigrate;

import io.automigrate.settings.given.SettingSources;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts without an agent, of which all that they write is kept. */
final class RecordedStart {
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Returns the variables of the starts that follow. */
    Map<String, String> environment() {
        return environment;
    }

    /** Returns the system properties of the starts that follow. */
    Map<String, String> properties() {
        return properties;
    }

    /** Starts; what was written before is forgotten. Returns 0 when the application may start, else the code in the low byte. */
    int run() {
        out.reset();
        err.reset();
        return new Startup(
                        new SettingSources(null, properties, environment),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        InstantSource.system(),
                        System::nanoTime)
                .run(null, null);
    }

    /** Returns the standard output of the last start. */
    String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Returns the log of the last start. */
    String log() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Returns its lines. */
    List<String> lines() {
        return log().lines().toList();
    }

    /** Returns its lines without their times. */
    List<String> messages() {
        return lines().stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }
}
