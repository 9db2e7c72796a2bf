package io.automigrate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** The files that {@code mvn -Prelease verify} makes; without that profile there is nothing to test. */
class ReleaseIT {
    private static final Path FOLDER = Path.of("..", "agent", "target", "release");

    @BeforeEach
    void the_profile_is_on() {
        assumeThat(Boolean.getBoolean("it.release")).as("mvn -Prelease").isTrue();
    }

    @Test
    void a_release_has_each_file_under_its_published_name() throws IOException {
        assertThat(names()).contains("SHA256SUMS");
        assertThat(names())
                .filteredOn(name -> !name.equals("SHA256SUMS") && !name.endsWith(".asc"))
                .allMatch(name -> name.matches("auto-migrate-agent-\\d+\\.\\d+\\.\\d+(-[^.]+)?\\.[a-z.]+"))
                .extracting(name -> name.replaceFirst("auto-migrate-agent-\\d+\\.\\d+\\.\\d+", ""))
                .containsExactlyInAnyOrder(".jar", "-sources.jar", "-javadoc.jar", ".pom", ".cdx.json");
    }

    @Test
    void the_sums_are_those_of_the_files() throws IOException, GeneralSecurityException {
        List<String> summed = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve("SHA256SUMS"))) {
            String name = line.substring(line.indexOf("  ") + 2);
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(FOLDER.resolve(name)));
            assertThat(line).isEqualTo(HexFormat.of().formatHex(sum) + "  " + name);
            summed.add(name);
        }
        assertThat(summed)
                .containsExactlyInAnyOrderElementsOf(names().stream()
                        .filter(name -> !name.equals("SHA256SUMS") && !name.endsWith(".asc"))
                        .toList());
    }

    @Test
    void the_pom_has_what_maven_central_asks_for_and_needs_no_other_artifact() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file(".pom").toFile());
        for (String element : List.of(
                "groupId", "artifactId", "version", "name", "description", "url", "license", "developer", "scm")) {
            assertThat(pom.getElementsByTagName(element).getLength())
                    .as(element)
                    .isPositive();
        }
        assertThat(pom.getElementsByTagName("parent").getLength()).isZero();
        assertThat(pom.getElementsByTagName("dependency").getLength()).isZero();
        assertThat(Files.readString(file(".pom"))).doesNotContain("SNAPSHOT");
    }

    @Test
    void sources_and_javadoc_cover_the_bootstrap_and_the_hidden_part() throws IOException {
        try (JarFile sources = new JarFile(file("-sources.jar").toFile());
                JarFile javadoc = new JarFile(file("-javadoc.jar").toFile())) {
            for (String type : List.of("bootstrap/AgentPremain", "Startup")) {
                assertThat(sources.getEntry("io/automigrate/" + type + ".java"))
                        .as(type)
                        .isNotNull();
                assertThat(javadoc.getEntry("io/automigrate/" + type + ".html"))
                        .as(type)
                        .isNotNull();
            }
        }
    }

    private static Path file(String ending) throws IOException {
        return FOLDER.resolve(names().stream()
                .filter(name -> name.replaceFirst("auto-migrate-agent-\\d+\\.\\d+\\.\\d+", "")
                        .equals(ending))
                .findFirst()
                .orElseThrow());
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
