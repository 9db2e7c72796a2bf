package io.automigrate.migration.classpath;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CentralDirectoryTest {
    @TempDir
    Path folder;

    static Stream<Path> jarsOfThisTest() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(element -> element.endsWith(".jar"))
                .map(Path::of);
    }

    @ParameterizedTest
    @MethodSource("jarsOfThisTest")
    void reads_what_the_jdk_reads(Path jar) throws IOException {
        assertReadsWhatTheJdkReads(jar);
    }

    @Test
    void reads_names_beyond_ascii() throws IOException {
        Path jar = new TestJar().with("db/migration/V1__größe_𝄞.sql", "x").writeTo(folder.resolve("a.jar"));

        assertReadsWhatTheJdkReads(jar);
        assertThat(names(jar)).contains("db/migration/V1__größe_𝄞.sql");
    }

    @Test
    void reads_an_empty_archive() throws IOException {
        Path jar = folder.resolve("empty.jar");
        new ZipOutputStream(Files.newOutputStream(jar)).close();

        assertThat(names(jar)).isEmpty();
    }

    @Test
    void reads_behind_a_launch_script() throws IOException {
        Path jar = folder.resolve("a.jar");
        try (OutputStream out = Files.newOutputStream(jar)) {
            out.write("#!/bin/sh\nexec java -jar \"$0\"\n".getBytes(UTF_8));
            new TestJar().attribute("Class-Path", "b.jar").with("a.txt", "x").writeTo(out);
        }

        assertReadsWhatTheJdkReads(jar);
    }

    @Test
    void reads_in_front_of_a_comment() throws IOException {
        Path jar = folder.resolve("a.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.setComment("PK\5\6 is no end ".repeat(2000));
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write("Manifest-Version: 1.0\n".getBytes(UTF_8));
        }

        assertReadsWhatTheJdkReads(jar);
    }

    @Test
    void reads_more_entries_than_16_bits_can_count() throws IOException {
        Path jar = folder.resolve("large.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.setMethod(ZipOutputStream.STORED);
            for (int i = 0; i < 70_000; i++) {
                ZipEntry entry = new ZipEntry("e" + i);
                entry.setSize(0);
                entry.setCrc(0);
                zip.putNextEntry(entry);
            }
        }

        assertReadsWhatTheJdkReads(jar);
    }

    @Test
    void files_that_are_not_archives_are_refused() throws IOException {
        assertRefused(new byte[0]);
        assertRefused("no archive".getBytes(UTF_8));
        assertRefused(new byte[100_000]);
    }

    @Test
    void damaged_archives_are_refused_with_a_zip_exception() throws IOException {
        byte[] whole = Files.readAllBytes(new TestJar()
                .attribute("Class-Path", "b.jar")
                .with("db/migration/V1__a.sql", "select 1;")
                .writeTo(folder.resolve("whole.jar")));
        Path jar = folder.resolve("damaged.jar");
        Random random = new Random(1);
        for (int round = 0; round < 5000; round++) {
            byte[] damaged = Arrays.copyOf(whole, round % 2 == 0 ? whole.length : random.nextInt(whole.length));
            for (int i = 0; i < 3 && damaged.length > 0; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Files.write(jar, damaged);
            try {
                read(jar);
            } catch (IOException expected) {
                assertThat(expected).isNotNull();
            }
        }
    }

    private void assertRefused(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("x.jar"), content);

        assertThatExceptionOfType(ZipException.class).isThrownBy(() -> names(file));
    }

    @Test
    void only_names_with_wanted_first_bytes_are_returned() throws IOException {
        Path jar = folder.resolve("some.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String name : List.of("a", "db/", "db/V1__a.sql", "META-INF/MANIFEST.MF", "über.sql", "dz", "z")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.closeEntry();
            }
        }

        assertThat(names(jar, new FirstBytes().add("db/".getBytes(UTF_8))))
                .containsExactly("db/", "db/V1__a.sql", "dz");
        assertThat(names(jar, new FirstBytes().add("META-INF/".getBytes(UTF_8)).add("ü".getBytes(UTF_8))))
                .containsExactly("META-INF/MANIFEST.MF", "über.sql");
        assertThat(names(jar, new FirstBytes())).isEmpty();
        assertThat(names(jar, FirstBytes.ANY)).hasSize(7);
    }

    private static void assertReadsWhatTheJdkReads(Path jar) throws IOException {
        List<String> expected = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                String content = entry.getName().equals("META-INF/MANIFEST.MF")
                        ? new String(zip.getInputStream(entry).readAllBytes(), UTF_8)
                        : "";
                expected.add(entry.getName() + " " + entry.getSize() + " " + content);
            }
        }
        assertThat(read(jar)).containsExactlyElementsOf(expected);
    }

    private static List<String> read(Path jar) throws IOException {
        List<String> result = new ArrayList<>();
        try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
            CentralDirectory entries = CentralDirectory.read(file);
            while (entries.next()) {
                String name = entries.name();
                String content = name.equals("META-INF/MANIFEST.MF") ? new String(entries.content(), UTF_8) : "";
                result.add(name + " " + entries.size() + " " + content);
            }
        }
        return result;
    }

    private static List<String> names(Path jar) throws IOException {
        return names(jar, FirstBytes.ANY);
    }

    private static List<String> names(Path jar, FirstBytes wanted) throws IOException {
        List<String> result = new ArrayList<>();
        try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
            CentralDirectory entries = CentralDirectory.read(file);
            while (entries.next(wanted)) {
                result.add(entries.name());
            }
        }
        return result;
    }
}
