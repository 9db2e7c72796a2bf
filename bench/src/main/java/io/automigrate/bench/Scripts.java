package io.automigrate.bench;

import io.automigrate.it.database.FreshDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * Scripts of the usual kind, each of which creates a table.
 *
 * @param count the number of scripts
 */
record Scripts(int count) {
    private static final String FOLDER = "db/migration/";

    /** Writes the scripts into a new folder for the class path. */
    Path inFolder(Path parent) throws IOException {
        Path base = Files.createTempDirectory(parent, "scripts-");
        Files.createDirectories(base.resolve(FOLDER));
        for (int i = 1; i <= count; i++) {
            Files.write(base.resolve(FOLDER + name(i)), text(i));
        }
        return base;
    }

    /** Writes the scripts into a new jar for the class path. */
    Path inJar(Path parent) throws IOException {
        Path jar = Files.createTempFile(parent, "scripts-", ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            // Flyway itself finds nothing in a jar without entries for folders.
            entries.putNextEntry(new ZipEntry("db/"));
            entries.putNextEntry(new ZipEntry(FOLDER));
            for (int i = 1; i <= count; i++) {
                entries.putNextEntry(new ZipEntry(FOLDER + name(i)));
                entries.write(text(i));
            }
        }
        return jar;
    }

    /** Writes the scripts into a new folder in the format of dbmate. */
    Path forDbmate(Path parent) throws IOException {
        Path folder = Files.createTempDirectory(parent, "dbmate-");
        for (int i = 1; i <= count; i++) {
            Files.writeString(
                    folder.resolve(i + "_create_table_" + i + ".sql"),
                    "-- migrate:up\n" + textOf(i) + "\n-- migrate:down\nDROP TABLE item_" + i + ";\n");
        }
        return folder;
    }

    /** Writes into an existing history that the scripts from this number on were applied. */
    void stamp(FreshDatabase database, int first) throws SQLException {
        String sql = "INSERT INTO flyway_schema_history VALUES (?, ?, ?, 'SQL', ?, ?, 'bench', now(), 1, TRUE)";
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = first; i <= count; i++) {
                insert.setInt(1, i);
                insert.setString(2, Integer.toString(i));
                insert.setString(3, "create table " + i);
                insert.setString(4, name(i));
                insert.setInt(5, checksum(i));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String name(int i) {
        return "V" + i + "__create_table_" + i + ".sql";
    }

    private static byte[] text(int i) {
        return textOf(i).getBytes(StandardCharsets.UTF_8);
    }

    private static String textOf(int i) {
        return "-- what table " + i + " is for\nCREATE TABLE item_" + i
                + " (\n  id INT PRIMARY KEY,\n  name VARCHAR(100) NOT NULL,\n  price INT\n);\n";
    }

    /** Flyway's: that of the lines without their ends. */
    private static int checksum(int i) {
        CRC32 crc = new CRC32();
        for (byte b : text(i)) {
            if (b != '\n') {
                crc.update(b);
            }
        }
        return (int) crc.getValue();
    }
}
