package io.automigrate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

/** The agent's status file, validated against the documented schema. */
final class StatusFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    private final Path file;

    StatusFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    JsonNode read() {
        try {
            return valid(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the file again and again until its content is as expected. */
    JsonNode await(Predicate<JsonNode> expectation) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "no file";
        while (System.nanoTime() < deadline) {
            if (Files.exists(file)) {
                JsonNode status = read();
                if (expectation.test(status)) {
                    return status;
                }
                last = status.toPrettyString();
            }
            pause();
        }
        throw new AssertionError("not as expected within " + PATIENCE + ":\n" + last);
    }

    /** Reads a text that should have the documented form. */
    static JsonNode valid(String text) throws IOException {
        JsonNode status = JSON.readTree(text);
        assertThat(schema().validate(status)).as(text).isEmpty();
        return status;
    }

    private static JsonSchema schema() throws IOException {
        Path schema = Path.of(System.getProperty("it.docs")).resolve("status.schema.json");
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Files.readString(schema));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
