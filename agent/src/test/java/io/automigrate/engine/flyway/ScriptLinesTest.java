package io.automigrate.engine.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.engine.watch.ScriptLines;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.settings.ScriptNaming;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The line of a statement, whatever the encoding of the script. */
class ScriptLinesTest extends EngineOnH2 {
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "UTF-8"})
    void a_line_is_found_in_each_encoding(String encoding) throws Exception {
        Charset charset = Charset.forName(encoding);
        ScriptNaming named = ScriptNaming.DEFAULT;
        naming = new ScriptNaming(
                named.versioned(), named.repeatable(), named.undo(), named.separator(), named.suffixes(), charset);
        Files.write(
                scripts.resolve("V1__greet.sql"),
                "CREATE TABLE a (name VARCHAR(9));\n\nINSERT INTO a VALUES (1);\n".getBytes(charset));

        try (MigrationCatalog catalog = catalog()) {
            assertThat(new ScriptLines(catalog.scripts(), Map.of()).find("V1__greet.sql", "INSERT INTO a VALUES (1)"))
                    .hasValue(3);
        }
    }
}
