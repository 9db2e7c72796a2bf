package io.automigrate.bench;

import example.EmptyAgent;
import example.FirstQuery;
import example.MigratesItself;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.flywaydb.core.Flyway;

/** What is started: an application in a jar, drivers and libraries beside it. */
final class Subject {
    private static final List<String> DRIVERS =
            List.of("org.postgresql.Driver", "org.mariadb.jdbc.Driver", "org.h2.Driver");
    private static final List<String> FLYWAY = List.of(
            "org.flywaydb.database.postgresql.PostgreSQLDatabaseType", "org.flywaydb.database.mysql.MySQLDatabaseType");

    private final Path folder;
    private final Path classes;
    private final Path emptyAgent;

    Subject(Path folder) throws Exception {
        this.folder = folder;
        classes = folder.resolve("application.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(classes))) {
            addClass(jar, FirstQuery.class);
            addClass(jar, MigratesItself.class);
        }
        emptyAgent = folder.resolve("empty-agent.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", EmptyAgent.class.getName());
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(emptyAgent), manifest)) {
            addClass(jar, EmptyAgent.class);
        }
    }

    private static void addClass(JarOutputStream jar, Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new ZipEntry(name));
        try (var in = type.getClassLoader().getResourceAsStream(name)) {
            in.transferTo(jar);
        }
    }

    Path emptyAgent() {
        return emptyAgent;
    }

    /** Makes so many scripts, in a folder or in a jar. */
    Path scripts(int count, String name, boolean inJar) throws IOException {
        Path base = folder.resolve("scripts-" + name);
        if (inJar) {
            Path jar = folder.resolve("scripts-" + name + ".jar");
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream entries = new JarOutputStream(out)) {
                for (int i = 1; i <= count; i++) {
                    entries.putNextEntry(new ZipEntry(name(i)));
                    entries.write(text(i));
                }
            }
            return jar;
        }
        Files.createDirectories(base.resolve("db/migration"));
        for (int i = 1; i <= count; i++) {
            Files.write(base.resolve(name(i)), text(i));
        }
        return base;
    }

    private static String name(int i) {
        return "db/migration/V" + i + "__create_table_" + i + ".sql";
    }

    private static byte[] text(int i) {
        return ("-- what table " + i + " is for\nCREATE TABLE item_" + i
                        + " (\n  id INT PRIMARY KEY,\n  name VARCHAR(100) NOT NULL,\n  price INT\n);\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Writes into the history that the scripts from the first to the last of these numbers were applied. */
    void stamp(FreshDatabase database, int first, int last) throws SQLException {
        String sql = "INSERT INTO flyway_schema_history VALUES (?, ?, ?, 'SQL', ?, ?, 'bench', now(), 1, TRUE)";
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = first; i <= last; i++) {
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

    ChildJvm application(Jdk jdk, Path scripts, FreshDatabase database) throws Exception {
        return ChildJvm.of(jdk)
                .main(classPath(scripts, DRIVERS), FirstQuery.class)
                .environment(database.forApplication());
    }

    ChildJvm migratingItself(Jdk jdk, Path scripts, FreshDatabase database) throws Exception {
        List<Path> classPath = new ArrayList<>(classPath(scripts, DRIVERS));
        classPath.add(jarOf(Flyway.class));
        for (String type : FLYWAY) {
            classPath.add(jarOf(Class.forName(type)));
        }
        return ChildJvm.of(jdk).main(classPath, MigratesItself.class).environment(database.forApplication());
    }

    ChildJvm agent(ChildJvm application, FreshDatabase database) {
        return application.agentOption(AgentJar.path()).environment(database.forAgent());
    }

    private List<Path> classPath(Path scripts, List<String> types) throws Exception {
        List<Path> classPath = new ArrayList<>(List.of(classes, scripts));
        for (String type : types) {
            classPath.add(jarOf(Class.forName(type)));
        }
        return classPath;
    }

    private static Path jarOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
