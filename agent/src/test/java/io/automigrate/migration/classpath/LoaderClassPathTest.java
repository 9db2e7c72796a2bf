package io.automigrate.migration.classpath;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.failure.StartupException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoaderClassPathTest {
    private static final String SCRIPT = "db/migration/V1__a.sql";
    private static final URLStreamHandler UNOPENED = new URLStreamHandler() {
        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            throw new IOException("not to be opened");
        }
    };

    @TempDir
    private Path folder;

    @Test
    void files_of_a_url_class_loader_and_its_parents_are_found() throws Exception {
        Path shared = new TestJar().with("db/migration/V1__shared.sql", "s").writeTo(folder.resolve("shared.jar"));
        Path classes = folder.resolve("classes");
        Files.createDirectories(classes.resolve("db/migration"));
        Files.writeString(classes.resolve("db/migration/V2__own.sql"), "o");

        assertThat(names(list(loader(
                        loader(null, shared.toUri().toURL()), classes.toUri().toURL()))))
                .containsExactly("db/migration/V2__own.sql", "db/migration/V1__shared.sql");
    }

    @Test
    void stored_and_compressed_jars_and_folders_inside_an_archive_are_read_without_their_launcher() throws Exception {
        Path archive = archive();
        ClassLoader loader = loader(
                null,
                nested(archive, "BOOT-INF/classes/!/"),
                nested(archive, "BOOT-INF/lib/stored.jar!/"),
                nested(archive, "BOOT-INF/lib/compressed.jar!/"));

        Listing listing = list(loader);

        assertThat(names(listing))
                .containsExactly(SCRIPT, "db/migration/V2__stored.sql", "db/migration/V3__compressed.sql");
        assertThat(listing.exists("db/migration")).isTrue();
        List<String> contents = new ArrayList<>();
        for (FoundFile file : listing.files()) {
            try (InputStream in = file.open()) {
                contents.add(new String(in.readAllBytes(), UTF_8));
            }
            file.root().close();
        }
        assertThat(contents).containsExactly("größer", "stored", "compressed");
        assertThat(listing.files().get(1).place())
                .isEqualTo("jar:" + archive + "!/BOOT-INF/lib/stored.jar!/db/migration/V2__stored.sql");
        assertThat(listing.files().get(0).place()).isEqualTo("jar:" + archive + "!/BOOT-INF/classes/" + SCRIPT);
    }

    @Test
    void a_nested_jar_is_recognised_by_its_content() throws Exception {
        Path archive = folder.resolve("shop");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            add(zip, "BOOT-INF/lib/scripts", jar("db/migration/V2__a.sql", "a"), true);
            add(zip, "BOOT-INF/lib/more.zip", jar("db/migration/V3__b.sql", "b"), false);
        }

        assertThat(names(list(loader(
                        null, nested(archive, "BOOT-INF/lib/scripts!/"), nested(archive, "BOOT-INF/lib/more.zip!/")))))
                .containsExactly("db/migration/V2__a.sql", "db/migration/V3__b.sql");
    }

    @Test
    void files_outside_the_class_path_of_an_archive_are_not_found() throws Exception {
        assertThat(names(list(loader(null, nested(archive(), "BOOT-INF/lib/stored.jar!/")))))
                .containsExactly("db/migration/V2__stored.sql");
    }

    @Test
    void a_repeated_element_is_listed_once() throws Exception {
        Path archive = archive();
        URL classes = nested(archive, "BOOT-INF/classes/!/");
        assertThat(names(list(loader(loader(null, classes), classes)))).containsExactly(SCRIPT);
    }

    @Test
    void any_other_class_loader_is_asked_for_the_folders() throws Exception {
        Path archive = archive();
        URL url = new URL(null, "wsjar:file:" + archive + "!/BOOT-INF/classes/db/migration", UNOPENED);
        ClassLoader opaque = new ClassLoader(null) {
            @Override
            protected Enumeration<URL> findResources(String name) {
                return name.equals("db/migration")
                        ? Collections.enumeration(List.of(url))
                        : Collections.emptyEnumeration();
            }
        };
        assertThat(names(list(opaque))).containsExactly(SCRIPT);
    }

    @Test
    void a_virtual_file_system_is_read_through_its_own_methods() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("content/app.war/classes"));
        Files.createDirectories(classes.resolve("db/migration/sub"));
        Files.writeString(classes.resolve(SCRIPT), "a");
        Files.writeString(classes.resolve("db/migration/sub/V2__b.sql"), "b");
        ClassLoader opaque = new ClassLoader(null) {
            @Override
            protected Enumeration<URL> findResources(String name) throws IOException {
                Path found = classes.resolve(name);
                return Files.exists(found)
                        ? Collections.enumeration(List.of(TestVirtualFile.url(found)))
                        : Collections.emptyEnumeration();
            }
        };

        Listing listing = list(opaque);

        assertThat(names(listing)).containsExactlyInAnyOrder(SCRIPT, "db/migration/sub/V2__b.sql");
        for (FoundFile file : listing.files()) {
            try (InputStream in = file.open()) {
                assertThat(new String(in.readAllBytes(), UTF_8)).hasSize(1);
            }
        }
        assertThat(listing.files().get(0).place()).startsWith("vfs:").endsWith(".sql");
    }

    @Test
    void a_url_of_an_unknown_kind_is_a_warning() throws Exception {
        Listing listing = list(loader(null, new URL(null, "bundleresource://12.fwk/", UNOPENED)));
        assertThat(listing.warnings()).singleElement().asString().contains("bundleresource://12.fwk/");
    }

    @Test
    void a_broken_archive_is_a_warning_and_ignored() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.jar"), "no jar");
        Listing listing = list(loader(null, nested(broken, "BOOT-INF/classes/!/")));
        assertThat(listing.files()).isEmpty();
        assertThat(listing.warnings()).singleElement().asString().contains("broken.jar");
    }

    private Listing list(ClassLoader loader) throws StartupException {
        Listing listing = new Listing(Set.of("db/migration"));
        new LoaderClassPath(loader).list(new RootVisitor(listing), listing);
        return listing;
    }

    private static List<String> names(Listing listing) {
        return listing.files().stream().map(FoundFile::name).toList();
    }

    private Path archive() throws IOException {
        Path archive = folder.resolve("an app.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            add(zip, "BOOT-INF/classes/" + SCRIPT, "größer".getBytes(UTF_8), false);
            add(zip, "BOOT-INF/classes-not/" + SCRIPT, "not".getBytes(UTF_8), false);
            add(zip, "BOOT-INF/lib/stored.jar", jar("db/migration/V2__stored.sql", "stored"), true);
            add(zip, "BOOT-INF/lib/compressed.jar", jar("db/migration/V3__compressed.sql", "compressed"), false);
        }
        return archive;
    }

    private static byte[] jar(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TestJar().withoutFolderEntries().with(name, content).writeTo(bytes);
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content, boolean isStored) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        if (isStored) {
            CRC32 sum = new CRC32();
            sum.update(content);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(sum.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(content);
    }

    private static URL nested(Path archive, String inside) throws IOException {
        String path = archive.toString().replace(" ", "%20");
        return new URL(null, "jar:nested:" + path + "/!" + inside, UNOPENED);
    }

    private static ClassLoader loader(ClassLoader parent, URL... urls) {
        return new URLClassLoader(urls, parent);
    }
}
