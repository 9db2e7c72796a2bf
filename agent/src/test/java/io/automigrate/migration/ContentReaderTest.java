package io.automigrate.migration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.flywaydb.core.api.CoreLocationPrefix;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.internal.resolver.ChecksumCalculator;
import org.flywaydb.core.internal.resource.filesystem.FileSystemResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentReaderTest {
    private static final String BOM = "\uFEFF";
    private static final String[] PIECES = {
        "a",
        " ",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "\n\n",
        BOM,
        "$",
        "{",
        "${x}",
        "ä",
        "€",
        "𝄞",
        "\u0000",
        "\u007F",
        "\u0085",
        "\u2028",
        "\u0800",
        "\uFFFF",
        "\uD7FF",
        "\uE000",
        "-- comment",
        "select 1;",
        "x".repeat(700),
        "ß".repeat(5000),
        "𝄞".repeat(4097)
    };

    @TempDir
    Path folder;

    private final ContentReader reader = new ContentReader();

    @Test
    void line_ends_and_a_byte_order_mark_do_not_count() throws IOException {
        int checksum = read("select 1;\nselect 2;\n").checksum();

        assertThat(read("select 1;\r\nselect 2;\r\n").checksum()).isEqualTo(checksum);
        assertThat(read("select 1;\rselect 2;").checksum()).isEqualTo(checksum);
        assertThat(read(BOM + "select 1;select 2;").checksum()).isEqualTo(checksum);
        assertThat(read("select 1; select 2;").checksum()).isNotEqualTo(checksum);
    }

    @Test
    void generated_scripts_get_the_checksum_that_flyway_gives_them() throws IOException {
        Random random = new Random(20260131);
        for (int round = 0; round < 1500; round++) {
            StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? BOM : "");
            int pieces = random.nextInt(40);
            for (int i = 0; i < pieces; i++) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            Path script = Files.writeString(folder.resolve("V1__a.sql"), text);

            assertThat(read(script).checksum()).as("round %d", round).isEqualTo(flywayChecksum(script));
        }
    }

    @Test
    void bytes_are_refused_exactly_when_flyway_refuses_them() throws IOException {
        Random random = new Random(8);
        int[] bytes = {
            'a', '\n', 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
            0xEF, 0xF0, 0xF3, 0xF4, 0xF5, 0xFF
        };
        int wellFormed = 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] text = new byte[1 + random.nextInt(5)];
            for (int i = 0; i < text.length; i++) {
                text[i] = (byte) bytes[random.nextInt(bytes.length)];
            }
            boolean expected = isWellFormed(text);
            wellFormed += expected ? 1 : 0;
            assertThat(accepts(text)).as("%s", ByteBuffer.wrap(text)).isEqualTo(expected);
        }
        assertThat(wellFormed).isBetween(5_000, 195_000);
    }

    @Test
    void characters_may_lie_across_the_edge_of_the_buffer() throws IOException {
        for (int before = 16 * 1024 - 5; before < 16 * 1024 + 2; before++) {
            Path script = Files.writeString(folder.resolve("V1__a.sql"), "x".repeat(before) + "𝄞\r\n𝄞${ä");

            assertThat(read(script).checksum()).isEqualTo(flywayChecksum(script));
            assertThat(read(script).containsPlaceholder()).isTrue();
        }
    }

    @Test
    void a_stream_may_give_its_bytes_one_by_one() throws IOException {
        byte[] text = (BOM + "select '€';\r\n").getBytes(UTF_8);
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(text)) {
            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                return super.read(to, offset, Math.min(length, 1));
            }
        };

        assertThat(reader.read(slow)).isEqualTo(reader.read(new ByteArrayInputStream(text)));
    }

    @Test
    void says_where_a_script_is_not_utf_8() {
        assertMalformed("select 1;\n-- Gr\u00FC\u00DFe".getBytes(ISO_8859_1), 15, 2);
        assertMalformed("a\r\nb\rc\n\n\u00FC".getBytes(ISO_8859_1), 8, 5);
        // Cut off inside of a character: where it begins counts.
        assertMalformed(new byte[] {'a', (byte) 0xE2, (byte) 0x82}, 1, 1);
        assertMalformed(new byte[] {'a', (byte) 0xE2, (byte) 0x82, 'b'}, 1, 1);
        assertMalformed(("x".repeat(50_000) + "\u00FC").getBytes(ISO_8859_1), 50_000, 1);
    }

    @Test
    void goes_on_with_the_next_script_after_one_that_is_not_utf_8() throws IOException {
        assertMalformed(new byte[] {'a', (byte) 0xE2}, 1, 1);

        assertThat(read("a")).isEqualTo(new ContentReader().read(new ByteArrayInputStream(new byte[] {'a'})));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\r\n\t  \n", BOM, BOM + "\n"})
    void white_space_is_blank(String text) throws IOException {
        assertThat(read(text).isBlank()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", " -- \n", ";", "ä", "\n" + BOM, "\u00A0"})
    void anything_else_is_not_blank(String text) throws IOException {
        assertThat(read(text).isBlank()).isFalse();
    }

    @Test
    void a_placeholder_is_a_dollar_with_a_brace() throws IOException {
        assertThat(read("${a}").containsPlaceholder()).isTrue();
        assertThat(read("$${").containsPlaceholder()).isTrue();
        assertThat(read("$\n{").containsPlaceholder()).isFalse();
        assertThat(read("$ {a}").containsPlaceholder()).isFalse();
        assertThat(read("{$").containsPlaceholder()).isFalse();
        assertThat(read("do $$ begin end $$").containsPlaceholder()).isFalse();
    }

    @Test
    void a_script_of_50_megabytes_needs_the_memory_of_a_buffer() throws IOException {
        Path script = folder.resolve("V1__large.sql");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(script))) {
            byte[] line = "insert into t values ('0123456789 äöü € 𝄞');\r\n".getBytes(UTF_8);
            for (long written = 0; written < 50_000_000; written += line.length) {
                out.write(line);
            }
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        ScriptContent content = read(script);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;

        assertThat(allocated).isLessThan(1_000_000);
        assertThat(content.checksum()).isEqualTo(flywayChecksum(script));
    }

    private ScriptContent read(String text) throws IOException {
        return reader.read(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private ScriptContent read(Path script) throws IOException {
        try (InputStream in = Files.newInputStream(script)) {
            return reader.read(in);
        }
    }

    private boolean accepts(byte[] text) throws IOException {
        try {
            reader.read(new ByteArrayInputStream(text));
            return true;
        } catch (NotUtf8Exception e) {
            return false;
        }
    }

    private static boolean isWellFormed(byte[] text) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private void assertMalformed(byte[] text, int offset, int line) {
        assertThatExceptionOfType(NotUtf8Exception.class)
                .isThrownBy(() -> reader.read(new ByteArrayInputStream(text)))
                .withMessage("it is not UTF-8: the byte at offset " + offset + ", in line " + line
                        + ", does not begin a character");
    }

    private static int flywayChecksum(Path script) {
        Location location = Location.fromPath(
                CoreLocationPrefix.FILESYSTEM_PREFIX, script.getParent().toString());
        return ChecksumCalculator.calculate(new FileSystemResource(location, script.toString(), UTF_8, false));
    }
}
