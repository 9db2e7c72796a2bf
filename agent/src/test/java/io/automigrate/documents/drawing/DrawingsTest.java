package io.automigrate.documents.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.documents.CodeBlock;
import io.automigrate.documents.MarkdownPage;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/** The pictures in docs/drawings are the drawings of {@link Drawings}. {@code -Ddocs.write=true} writes them. */
class DrawingsTest {
    private static final Path FOLDER = MarkdownPage.PROJECT.resolve("docs/drawings");

    static Stream<Map.Entry<String, Svg>> drawings() {
        return Drawings.all(realLog()).entrySet().stream();
    }

    /** Returns the log in the documents that an integration test compares with a real start. */
    private static List<String> realLog() {
        return MarkdownPage.all().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.before().contains("DocumentedOutputIT: postgresql-start"))
                .map(CodeBlock::lines)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("drawings")
    void a_picture_is_its_drawing(Map.Entry<String, Svg> drawing) throws Exception {
        Path file = FOLDER.resolve(drawing.getKey());
        String svg = drawing.getValue().toString();
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        if (Boolean.getBoolean("docs.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, svg);
        }
        assertThat(Files.readString(file))
                .as("mvn -pl agent test -Dtest=DrawingsTest -Ddocs.write=true draws it again")
                .isEqualTo(svg);
    }
}
