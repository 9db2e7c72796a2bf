package io.automigrate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.automigrate.it.jvm.AgentJar;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.GZIPOutputStream;
import org.cyclonedx.Version;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built jar: what the application's class path gets to see of it, and what must be inside. */
class PackagingIT {
    private static final String BOOTSTRAP = "io/automigrate/bootstrap/";
    private static final String HIDDEN = "am/";
    private static final String PLUGINS = HIDDEN + "META-INF/services/org.flywaydb.core.extensibility.Plugin";
    private static final int JAVA_8 = 52;
    private static final int JAVA_17 = 61;

    @TempDir
    private Path folder;

    private static JarFile jar;
    private static List<JarEntry> files;

    @BeforeAll
    static void open() throws IOException {
        jar = new JarFile(AgentJar.path().toFile());
        files = jar.stream().filter(entry -> !entry.isDirectory()).toList();
    }

    @AfterAll
    static void close() throws IOException {
        jar.close();
    }

    @Test
    void only_the_bootstrap_is_visible_to_the_application() {
        assertThat(names())
                .filteredOn(name -> name.endsWith(".class"))
                .isNotEmpty()
                .allMatch(PackagingIT::isBootstrap);
        assertThat(names()).allMatch(name -> isBootstrap(name) || name.startsWith(HIDDEN) || isPaper(name));
    }

    private static boolean isBootstrap(String name) {
        return name.startsWith(BOOTSTRAP) && name.endsWith(".class") && name.lastIndexOf('/') < BOOTSTRAP.length();
    }

    private static boolean isPaper(String name) {
        return name.matches(
                "META-INF/(MANIFEST\\.MF|LICENSE|NOTICE|licenses/[^/]+|sbom/auto-migrate-agent\\.cdx\\.json)");
    }

    @Test
    void the_bootstrap_is_a_handful_of_classes_for_java_8() throws IOException {
        List<JarEntry> classes =
                files.stream().filter(entry -> isBootstrap(entry.getName())).toList();

        assertThat(classes).hasSizeLessThanOrEqualTo(12);
        for (JarEntry entry : classes) {
            assertThat(classVersion(entry)).as(entry.getName()).isEqualTo(JAVA_8);
        }
    }

    @Test
    void nothing_inside_needs_a_newer_java_than_17() throws IOException {
        for (JarEntry entry : files) {
            if (entry.getName().endsWith(".classdata")) {
                assertThat(classVersion(entry)).as(entry.getName()).isLessThanOrEqualTo(JAVA_17);
            }
        }
    }

    private static int classVersion(JarEntry entry) throws IOException {
        try (DataInputStream stream = new DataInputStream(jar.getInputStream(entry))) {
            assertThat(stream.readInt()).isEqualTo(0xCAFEBABE);
            stream.readUnsignedShort();
            return stream.readUnsignedShort();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.flywaydb.core.internal.database.h2.H2DatabaseType",
                "org.flywaydb.core.internal.database.sqlite.SQLiteDatabaseType",
                "org.flywaydb.core.internal.resource.CoreResourceTypeProvider",
                "org.flywaydb.database.postgresql.PostgreSQLDatabaseType",
                "org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension",
                "org.flywaydb.database.cockroachdb.CockroachDBDatabaseType",
                "org.flywaydb.database.mysql.MySQLDatabaseType",
                "org.flywaydb.database.mysql.mariadb.MariaDBDatabaseType",
                "org.flywaydb.database.oracle.OracleDatabaseType"
            })
    void flyway_finds_the_plugin(String name) throws IOException {
        assertThat(providers(PLUGINS)).contains(name);
    }

    @Test
    void every_service_that_is_announced_is_there() throws IOException {
        for (String name : names()) {
            if (name.startsWith(HIDDEN + "META-INF/services/")) {
                assertThat(providers(name))
                        .as(name)
                        .isNotEmpty()
                        .doesNotHaveDuplicates()
                        .allSatisfy(provider ->
                                assertThat(names()).contains(HIDDEN + provider.replace('.', '/') + ".classdata"));
            }
        }
    }

    private static List<String> providers(String file) throws IOException {
        String text = new String(jar.getInputStream(jar.getEntry(file)).readAllBytes(), StandardCharsets.UTF_8);
        return text.lines()
                .map(line -> line.replaceFirst("#.*", "").trim())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @Test
    void the_manifest_attaches_before_main_and_in_no_other_way() throws IOException {
        Attributes manifest = jar.getManifest().getMainAttributes();

        assertThat(manifest.getValue("Premain-Class")).isEqualTo("io.automigrate.bootstrap.AgentPremain");
        assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
        assertThat(manifest.keySet())
                .doesNotContain(
                        new Attributes.Name("Agent-Class"),
                        new Attributes.Name("Launcher-Agent-Class"),
                        new Attributes.Name("Boot-Class-Path"),
                        new Attributes.Name("Class-Path"));
    }

    /** {@code Can-Retransform-Classes} makes the JVM show every class that is ever loaded to the agent twice. */
    @Test
    void the_manifest_asks_for_nothing_that_every_class_of_the_application_pays_for() throws IOException {
        assertThat(jar.getManifest().getMainAttributes().keySet())
                .contains(new Attributes.Name("Can-Redefine-Classes"))
                .doesNotContain(
                        new Attributes.Name("Can-Retransform-Classes"),
                        new Attributes.Name("Can-Set-Native-Method-Prefix"));
    }

    @Test
    void no_file_calls_it_a_module() {
        assertThat(names()).noneMatch(name -> name.contains("module-info"));
    }

    @Test
    void the_licences_of_all_that_is_inside_are_inside() throws IOException {
        assertThat(names()).contains("META-INF/LICENSE", "META-INF/NOTICE");
        assertThat(names()).anyMatch(name -> name.startsWith("META-INF/licenses/"));
        String notice =
                new String(jar.getInputStream(jar.getEntry("META-INF/NOTICE")).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(notice).contains("Flyway", "HikariCP", "tinylog", "SLF4J", "ASM");
    }

    /** Where each library lies in the jar, and how the SBOM names the library. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "com/zaxxer/hikari/", "pkg:maven/com.zaxxer/HikariCP@",
            "net/bytebuddy/jar/asm/", "pkg:maven/org.ow2.asm/asm@",
            "org/flywaydb/core/", "pkg:maven/org.flywaydb/flyway-core@",
            "org/flywaydb/database/cockroachdb/", "pkg:maven/org.flywaydb/flyway-database-cockroachdb@",
            "org/flywaydb/database/mysql/", "pkg:maven/org.flywaydb/flyway-mysql@",
            "org/flywaydb/database/oracle/", "pkg:maven/org.flywaydb/flyway-database-oracle@",
            "org/flywaydb/database/postgresql/", "pkg:maven/org.flywaydb/flyway-database-postgresql@",
            "org/slf4j/", "pkg:maven/org.slf4j/slf4j-api@",
            "org/tinylog/", "pkg:maven/org.tinylog/tinylog-api@");

    @Test
    void the_sbom_names_every_library_inside_and_no_other() throws IOException {
        assertThat(names())
                .filteredOn(name -> name.endsWith(".classdata") && !name.startsWith(HIDDEN + "io/automigrate/"))
                .allSatisfy(name ->
                        assertThat(LIBRARIES.keySet()).as(name).anyMatch(folder -> name.startsWith(HIDDEN + folder)));
        List<String> components = new ArrayList<>();
        for (JsonNode component : sbom().get("components")) {
            components.add(component.get("purl").asText().replaceFirst("@.*", "@"));
        }
        assertThat(components).containsExactlyInAnyOrderElementsOf(LIBRARIES.values());
    }

    @Test
    void the_sbom_is_valid_cyclonedx_and_has_the_versions_of_the_libraries() throws IOException, ParseException {
        File file =
                Files.writeString(folder.resolve("bom.json"), sbom().toString()).toFile();
        assertThat(new JsonParser().validate(file, Version.VERSION_16)).isEmpty();
        for (JsonNode component : sbom().get("components")) {
            String artifact = component.get("name").asText();
            assertThat(component.get("version").asText()).as(artifact).matches("\\d+\\.\\d+.*");
        }
    }

    @Test
    void each_library_inside_has_a_licence_that_allows_to_ship_it() throws IOException {
        for (JsonNode component : sbom().get("components")) {
            assertThat(component.at("/licenses/0/license/id").asText())
                    .as(component.get("purl").asText())
                    .isIn("Apache-2.0", "MIT", "BSD-3-Clause");
        }
    }

    private static JsonNode sbom() throws IOException {
        JarEntry entry = jar.getJarEntry("META-INF/sbom/auto-migrate-agent.cdx.json");
        JsonNode sbom = new ObjectMapper().readTree(jar.getInputStream(entry));
        assertThat(sbom.get("bomFormat").asText()).isEqualTo("CycloneDX");
        return sbom;
    }

    @Test
    void each_name_is_there_once() {
        assertThat(names()).doesNotHaveDuplicates();
    }

    @Test
    void a_second_build_gives_the_same_bytes_because_times_and_order_are_fixed() {
        // Both are what differs between two builds of one commit on one machine.
        assertThat(jar.stream().map(JarEntry::getTimeLocal).distinct())
                .containsExactly(LocalDateTime.of(2026, 1, 1, 0, 0));
        List<String> order = new ArrayList<>(names());
        order.remove(JarFile.MANIFEST_NAME);
        assertThat(order).isSorted();
    }

    /** The entries of the jar are not compressed. The layer of an image, which is downloaded and stored, is compressed. */
    @Test
    void the_layer_of_an_image_is_small() throws IOException {
        ByteArrayOutputStream layer = new ByteArrayOutputStream();
        try (GZIPOutputStream compressed = new GZIPOutputStream(layer)) {
            Files.copy(AgentJar.path(), compressed);
        }
        assertThat(layer.size()).isLessThan(1_800_000);
        assertThat(Files.size(AgentJar.path())).isLessThan(5_800_000L);
    }

    private static List<String> names() {
        return files.stream().map(JarEntry::getName).toList();
    }
}
