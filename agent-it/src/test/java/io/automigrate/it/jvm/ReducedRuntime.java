package io.automigrate.it.jvm;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/** A Java runtime with only some modules, as images are made with {@code jlink}. */
public final class ReducedRuntime {
    private ReducedRuntime() {}

    /** Makes one of the running JDK, in a new folder, and returns what starts its JVM. */
    public static ChildJvm make(Path folder, String... modules) {
        StringWriter messages = new StringWriter();
        PrintWriter writer = new PrintWriter(messages);
        int result = ToolProvider.findFirst("jlink")
                .orElseThrow()
                .run(writer, writer, "--add-modules", String.join(",", modules), "--output", folder.toString());
        if (result != 0) {
            throw new IllegalStateException(messages.toString());
        }
        return ChildJvm.of(folder.resolve("bin").resolve("java"));
    }
}
