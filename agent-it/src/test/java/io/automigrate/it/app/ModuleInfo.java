package io.automigrate.it.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/** Makes a named module of a folder with the applications' classes. */
final class ModuleInfo {
    static final String NAME = "example.app";

    private ModuleInfo() {}

    /** Compiles a {@code module-info.class} into the folder. */
    static void compileInto(Path classes, String directives) throws IOException {
        Path source = Files.createTempDirectory("module-info").resolve("module-info.java");
        Files.writeString(
                source,
                "module " + NAME + " { requires java.sql; requires java.management; exports example; " + directives
                        + " }");
        StringWriter messages = new StringWriter();
        PrintWriter writer = new PrintWriter(messages);
        int result = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(writer, writer, "--release", "17", "-d", classes.toString(), source.toString());
        Folders.delete(source.getParent());
        if (result != 0) {
            throw new IllegalStateException(messages.toString());
        }
    }
}
