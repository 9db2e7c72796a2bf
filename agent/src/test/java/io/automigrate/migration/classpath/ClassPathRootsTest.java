package io.automigrate.migration.classpath;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.automigrate.failure.StartupException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathRootsTest {
    private static final String SCRIPT = "db/migration/V1__a.sql";

    @TempDir
    Path folder;

    @Test
    void finds_files_in_a_folder_and_below() throws Exception {
        file("classes/db/migration/V1__a.sql");
        file("classes/db/migration/sub/deep/V2__b.sql");
        file("classes/db/migrations/V3__c.sql");
        file("classes/V4__d.sql");

        assertThat(list("classes")).containsExactly("db/migration/V1__a.sql", "db/migration/sub/deep/V2__b.sql");
    }

    @Test
    void finds_files_in_a_jar_with_and_without_entries_for_folders() throws Exception {
        new TestJar()
                .with(SCRIPT, "a")
                .with("db/migrations/V3__c.sql", "c")
                .with("db/migration/sub/V2__b.sql", "b")
                .writeTo(folder.resolve("with.jar"));
        new TestJar().withoutFolderEntries().with(SCRIPT, "a").writeTo(folder.resolve("without.jar"));

        assertThat(list("with.jar")).containsExactly(SCRIPT, "db/migration/sub/V2__b.sql");
        assertThat(list("without.jar")).containsExactly(SCRIPT);
    }

    @Test
    void a_file_has_bytes_a_size_and_a_place() throws Exception {
        Path jar = new TestJar().with(SCRIPT, "größer").writeTo(folder.resolve("a b/ü.jar"));
        Path file = file("classes/" + SCRIPT);

        FoundFile inJar = listing(jar).files().get(0);
        FoundFile inFolder = listing(folder.resolve("classes")).files().get(0);

        assertThat(content(inJar)).isEqualTo("größer");
        assertThat(content(inFolder)).isEqualTo("text");
        assertThat(inJar.size()).isEqualTo(8);
        assertThat(inFolder.size()).isEqualTo(4);
        assertThat(inJar.place()).isEqualTo("jar:" + jar + "!/" + SCRIPT);
        assertThat(inFolder.place()).isEqualTo(file.toString());
        assertThat(inJar).hasToString(inJar.place());
        inJar.root().close();
        assertThat(content(inJar)).as("opened again").isEqualTo("größer");
        inJar.root().close();
    }

    @Test
    void an_empty_folder_counts_as_existing() throws Exception {
        Files.createDirectories(folder.resolve("classes/db/migration"));
        new TestJar().with("db/x", "x").with("db/migration/sub/x", "x").writeTo(folder.resolve("a.jar"));

        assertThat(listing(folder.resolve("classes")).exists("db/migration")).isTrue();
        assertThat(listing(folder.resolve("a.jar")).exists("db/migration")).isTrue();
        assertThat(listing(file("other/db/migration")).exists("db/migration")).isFalse();
        assertThat(listing(folder.resolve("other")).exists("db/migration")).isFalse();
    }

    @Test
    void follows_class_path_in_manifests_as_the_jdk_does() throws Exception {
        TestJar withScript = new TestJar().with(SCRIPT, "x");
        withScript.writeTo(folder.resolve("lib/relative.jar"));
        withScript.writeTo(folder.resolve("lib/with space ü.jar"));
        withScript.writeTo(folder.resolve("lib/[brackets].jar"));
        withScript.writeTo(folder.resolve("absolute.jar"));
        withScript.writeTo(folder.resolve("nested.jar"));
        file("lib/folder/" + SCRIPT);
        file("lib/folder-without-slash/" + SCRIPT);
        new TestJar().attribute("Class-Path", "../nested.jar").writeTo(folder.resolve("lib/middle.jar"));
        Path app = new TestJar()
                .attribute(
                        "Class-Path",
                        "lib/relative.jar lib/with%20space%20%C3%BC.jar lib/[brackets].jar "
                                + folder.resolve("absolute.jar").toUri()
                                + " lib/folder/ lib/folder-without-slash lib/middle.jar"
                                + " missing.jar http://example.invalid/x.jar mailto:x")
                .writeTo(folder.resolve("app.jar"));

        List<String> places = new ArrayList<>();
        for (FoundFile file : listing(app).files()) {
            places.add(file.place());
        }

        assertThat(places).containsExactlyInAnyOrderElementsOf(placesByJdk(app)).hasSize(6);
    }

    @Test
    void a_class_path_element_that_is_not_a_url_is_ignored() throws Exception {
        Path app = new TestJar()
                .attribute("Class-Path", "%zz a\u0001b 1:2 :")
                .with(SCRIPT, "x")
                .writeTo(folder.resolve("app.jar"));

        assertThat(names(listing(app))).containsExactly(SCRIPT);
    }

    @Test
    void a_circular_class_path_ends() throws Exception {
        new TestJar().attribute("Class-Path", "b.jar a.jar").with(SCRIPT, "x").writeTo(folder.resolve("a.jar"));
        new TestJar().attribute("Class-Path", "a.jar").writeTo(folder.resolve("b.jar"));

        assertThat(list("a.jar")).containsExactly(SCRIPT);
    }

    @Test
    void finds_class_path_in_a_long_signed_manifest_only_in_its_main_section() throws Exception {
        new TestJar().with(SCRIPT, "x").writeTo(folder.resolve("lib.jar"));
        new TestJar().with(SCRIPT, "x").writeTo(folder.resolve("other.jar"));
        Path app = folder.resolve("app.jar");
        String manifest = "Manifest-Version: 1.0\r\nclass-path: li\r\n b.jar\r\n\r\n"
                + "Name: a\r\nSHA-256-Digest: x\r\n\r\n".repeat(10_000) + "Name: b\r\nClass-Path: other.jar\r\n\r\n";
        try (var zip = new java.util.zip.ZipOutputStream(Files.newOutputStream(app))) {
            zip.putNextEntry(new java.util.zip.ZipEntry("META-INF/MANIFEST.MF"));
            zip.write(manifest.getBytes(UTF_8));
        }

        assertThat(listing(app).files())
                .extracting(FoundFile::place)
                .containsExactly("jar:" + folder.resolve("lib.jar") + "!/" + SCRIPT);
    }

    @Test
    void a_repeated_element_is_listed_once() throws Exception {
        Path jar = new TestJar().with(SCRIPT, "x").writeTo(folder.resolve("a.jar"));
        file("classes/" + SCRIPT);
        Files.createSymbolicLink(folder.resolve("link.jar"), jar);
        Files.createLink(folder.resolve("hard.jar"), jar);
        Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("classes"));

        assertThat(list("a.jar", "./a.jar", "link.jar", "hard.jar", "classes", "linked", "classes/../classes"))
                .containsExactly(SCRIPT, SCRIPT);
    }

    @Test
    void the_same_name_in_two_jars_is_two_files() throws Exception {
        Path jar = new TestJar().with(SCRIPT, "x").writeTo(folder.resolve("a.jar"));
        Files.copy(jar, folder.resolve("b.jar"));

        assertThat(listing(jar, folder.resolve("b.jar")).files())
                .extracting(FoundFile::identity)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void missing_elements_are_ignored_and_broken_ones_are_a_warning() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.jar"), "no jar");

        Listing listing = listing(folder.resolve("missing.jar"), broken);

        assertThat(listing.files()).isEmpty();
        assertThat(listing.searched()).extracting(ClassPathRoot::toString).containsExactly(broken.toString());
        assertThat(listing.warnings())
                .containsExactly(
                        "\"" + broken
                                + "\" is on the class path and can't be read, scripts in it are not found: it is not a zip archive");
    }

    @Test
    void hidden_folders_are_ignored_and_links_followed_as_kubernetes_mounts_require() throws Exception {
        file("classes/db/migration/..2026_01_31/V1__a.sql");
        Files.createSymbolicLink(folder.resolve("classes/db/migration/..data"), Path.of("..2026_01_31"));
        Files.createSymbolicLink(folder.resolve("classes/db/migration/V1__a.sql"), Path.of("..data/V1__a.sql"));

        assertThat(list("classes")).containsExactly(SCRIPT);
    }

    @Test
    void circular_links_between_folders_end() throws Exception {
        file("classes/" + SCRIPT);
        Files.createSymbolicLink(folder.resolve("classes/db/migration/up"), Path.of(".."));
        Files.createSymbolicLink(folder.resolve("classes/db/migration/self"), Path.of("."));

        assertThat(list("classes")).contains(SCRIPT).hasSizeLessThan(4);
    }

    @Test
    void a_link_to_a_missing_file_is_found_but_cannot_be_read() throws Exception {
        Files.createDirectories(folder.resolve("classes/db/migration"));
        Files.createSymbolicLink(folder.resolve("classes/" + SCRIPT), Path.of("nowhere"));

        FoundFile file = listing(folder.resolve("classes")).files().get(0);

        assertThat(file.size()).isEqualTo(-1);
        assertThatIOException().isThrownBy(file::open);
    }

    @Test
    void a_multi_release_jar_is_listed_as_a_class_loader_sees_it() throws Exception {
        TestJar content = new TestJar()
                .with(SCRIPT, "base")
                .with("META-INF/versions/9/db/migration/V1__a.sql", "9")
                .with("META-INF/versions/17/db/migration/V2__only.sql", "17")
                .with("META-INF/versions/9999/db/migration/V3__future.sql", "9999")
                .with("META-INF/versions/x/db/migration/V4__x.sql", "x")
                .with("META-INF/versions/7/db/migration/V5__x.sql", "7");
        Path single = content.writeTo(folder.resolve("single.jar"));
        Path multi = content.attribute("Multi-Release", "true").writeTo(folder.resolve("multi.jar"));

        assertThat(list("single.jar")).containsExactly(SCRIPT);
        assertThat(list("multi.jar")).containsExactlyInAnyOrder(SCRIPT, "db/migration/V2__only.sql");
        try (URLClassLoader loader = new URLClassLoader(new URL[] {multi.toUri().toURL()}, null)) {
            for (FoundFile file : listing(multi).files()) {
                try (InputStream in = loader.getResourceAsStream(file.name())) {
                    assertThat(content(file)).isEqualTo(new String(in.readAllBytes(), UTF_8));
                }
                file.root().close();
            }
        }
        assertThat(content(listing(single).files().get(0))).isEqualTo("base");
    }

    @Test
    void splits_a_class_path_as_the_jdk_does() {
        String separator = File.pathSeparator;

        assertThat(ClassPathRoots.split("a.jar" + separator + separator + "lib/b c.jar" + separator))
                .containsExactly(Path.of("a.jar"), Path.of(""), Path.of("lib/b c.jar"), Path.of(""));
        assertThat(ClassPathRoots.split("")).containsExactly(Path.of(""));
    }

    @Test
    void encapsulated_resources_of_exploded_and_packed_modules_are_found() throws Exception {
        module("exploded", folder.resolve("mods/exploded"));
        Path classes = folder.resolve("classes");
        module("packed", classes);
        new TestJar()
                .with("module-info.class", Files.readAllBytes(classes.resolve("module-info.class")))
                .with("p/packed/A.class", Files.readAllBytes(classes.resolve("p/packed/A.class")))
                .with("db/migration/V2__b.sql", "b")
                .withoutFolderEntries()
                .writeTo(folder.resolve("mods/packed.jar"));
        new TestJar().with("db/migration/V3__c.sql", "c").writeTo(folder.resolve("mods/automatic-1.0.jar"));
        file("mods/exploded/" + SCRIPT);
        ModuleLayer boot = ModuleLayer.boot();
        Configuration modules = boot.configuration()
                .resolve(
                        ModuleFinder.of(folder.resolve("mods")),
                        ModuleFinder.of(),
                        Set.of("exploded", "packed", "automatic"));
        ModuleLayer layer = boot.defineModulesWithManyLoaders(modules, null);

        Listing listing = ClassPathRoots.of(List.of(folder.resolve("mods/packed.jar")), layer, List.of())
                .list(List.of("db/migration"));

        assertThat(names(listing)).containsExactly(SCRIPT, "db/migration/V2__b.sql", "db/migration/V3__c.sql");
        assertThat(listing.searched()).hasSize(3);
    }

    @Test
    void modules_linked_into_the_run_time_image_are_read() throws Exception {
        FolderRoot root = new FolderRoot(Path.of(URI.create("jrt:/java.base")));
        Listing listing = new Listing(List.of("java/lang/annotation"));

        root.list(listing);

        assertThat(root).hasToString("jrt:/java.base");
        FoundFile file = listing.files().stream()
                .filter(found -> found.name().equals("java/lang/annotation/Target.class"))
                .findAny()
                .orElseThrow();
        assertThat(file.place()).isEqualTo("jrt:/java.base/java/lang/annotation/Target.class");
        try (InputStream in = file.open()) {
            assertThat(in.readAllBytes()).hasSize((int) file.size()).startsWith(0xCA, 0xFE, 0xBA, 0xBE);
        }
    }

    @Test
    void the_modules_of_the_jdk_are_not_listed() throws Exception {
        Listing listing =
                ClassPathRoots.of(List.of(), ModuleLayer.boot(), List.of()).list(List.of("java/lang"));

        assertThat(listing.searched()).isEmpty();
    }

    @Test
    void the_class_path_of_this_jvm_and_additional_elements_are_listed() throws Exception {
        Path more = new TestJar().with(SCRIPT, "x").writeTo(folder.resolve("more.jar"));

        Listing listing = ClassPathRoots.ofThisJvm(List.of(more))
                .list(List.of("io/automigrate/migration/classpath", "db/migration"));

        assertThat(listing.exists("io/automigrate/migration/classpath")).isTrue();
        assertThat(names(listing)).contains(SCRIPT, "io/automigrate/migration/classpath/ClassPathRootsTest.class");
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "text");
    }

    private void module(String name, Path to) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src-" + name + "/p/" + name))
                .getParent()
                .getParent();
        Path info = Files.writeString(sources.resolve("module-info.java"), "module " + name + " { }");
        Path type = Files.writeString(
                sources.resolve("p/" + name + "/A.java"), "package p." + name + "; public class A { }");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, "-d", to.toString(), info.toString(), type.toString()))
                .isZero();
    }

    private List<String> list(String... elements) throws StartupException {
        return names(listing(Arrays.stream(elements).map(folder::resolve).toArray(Path[]::new)));
    }

    private static Listing listing(Path... elements) throws StartupException {
        return ClassPathRoots.of(Arrays.asList(elements), ModuleLayer.empty(), List.of())
                .list(List.of("db/migration"));
    }

    private static List<String> names(Listing listing) {
        List<String> names = new ArrayList<>();
        for (FoundFile file : listing.files()) {
            names.add(file.name());
        }
        names.sort(null);
        return names;
    }

    private static String content(FoundFile file) throws IOException {
        try (InputStream in = file.open()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /** Where the JDK's own class loader finds the script. */
    private static Set<String> placesByJdk(Path app) throws Exception {
        Set<String> places = new TreeSet<>();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {app.toUri().toURL()}, null)) {
            for (URL url : java.util.Collections.list(loader.getResources(SCRIPT))) {
                String decoded = java.net.URLDecoder.decode(url.toString(), UTF_8);
                places.add(decoded.replace("file:", ""));
            }
        }
        return places;
    }
}
