package io.automigrate.it.differential;

import io.automigrate.it.app.Folders;
import io.automigrate.it.app.JarBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** One start: scripts, a history, settings. A test changes the start and then runs the check and Flyway on it. */
final class Scene {
    private static final String[] LINES = {
        "SELECT 1;",
        "SELECT 2 ;",
        "-- größer als ein Byte: €, 😀",
        "SELECT 'a  b';",
        "",
        "/* several\n   lines */",
        "SELECT 3;"
    };

    final Random random;
    final Map<String, byte[]> files = new TreeMap<>();
    final Connection connection;
    final String quote;
    Places places = Places.usual();
    final Naming naming;
    boolean inJar;

    private final Path folder;

    Scene(Random random, Connection connection, Path folder) throws SQLException {
        this.random = random;
        this.connection = connection;
        this.folder = folder;
        // Of its own random: the scripts of a seed stay the same.
        naming = Naming.invent(new Random(random.nextLong()));
        quote = connection.getMetaData().getIdentifierQuoteString();
    }

    /** Makes scripts as applications have them. */
    void inventScripts() {
        files.clear();
        int major = 1;
        for (int i = 2 + random.nextInt(6); i > 0; i--) {
            String version = random.nextInt(4) == 0 ? major + "_" + (1 + random.nextInt(9)) : Integer.toString(major);
            put((random.nextInt(5) == 0 ? "sub/" : "") + "V" + version + "__step_" + major + ".sql", text());
            major += 1 + random.nextInt(3);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            put("R__view_" + i + ".sql", text());
        }
    }

    /** Returns a script that may run again and again on any database. */
    String text() {
        StringBuilder text = new StringBuilder("SELECT 0;\n");
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(LINES[random.nextInt(LINES.length)]).append('\n');
        }
        return text.toString();
    }

    void put(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    String text(String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    /** Returns a name of a script, of one with this prefix if there is any. */
    String anyFile(String prefix) {
        List<String> names = new ArrayList<>();
        for (String name : files.keySet()) {
            if (name.substring(name.lastIndexOf('/') + 1).startsWith(prefix)) {
                names.add(name);
            }
        }
        if (names.isEmpty()) {
            names.addAll(files.keySet());
        }
        return names.isEmpty() ? "V1__lone.sql" : names.get(random.nextInt(names.size()));
    }

    void rename(String from, String to) {
        byte[] content = files.remove(from);
        if (content != null) {
            files.put(to, content);
        }
    }

    /** Executes a statement in which {@code [} and {@code ]} are the database's quotes. */
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.replace("[", quote).replace("]", quote));
        }
    }

    /** Changes one row of a script's, or all if the condition says so. */
    void updateRow(String change) throws SQLException {
        execute("UPDATE [" + Places.TABLE + "] SET " + change + " WHERE [installed_rank] = " + anyRank());
    }

    void deleteRow() throws SQLException {
        execute("DELETE FROM [" + Places.TABLE + "] WHERE [installed_rank] = " + anyRank());
    }

    void insertRow(int rank, String version, String description, String type, String checksum) throws SQLException {
        execute("INSERT INTO [" + Places.TABLE
                + "] ([installed_rank], [version], [description], [type], [script], [checksum], [installed_by],"
                + " [execution_time], [success]) VALUES (" + rank + ", "
                + (version == null ? "NULL" : "'" + version + "'") + ", '" + description + "', '" + type
                + "', 'x.sql', " + checksum + ", 'test', 1, TRUE)");
    }

    private int anyRank() {
        return 1 + random.nextInt(Math.max(1, files.size()));
    }

    /** Writes the scripts; returns the jar, when they are in one. */
    Optional<Path> write() throws IOException {
        Folders.delete(folder);
        Files.createDirectories(folder.resolve("one"));
        Files.createDirectories(folder.resolve("two"));
        if (inJar) {
            JarBuilder jar = new JarBuilder();
            files.forEach((name, content) -> jar.add("db/scene/" + naming.translate(name), bytes(name, content)));
            // A name of its own for each: the JVM remembers jars by their names.
            Path alone = Files.createTempDirectory(folder.getParent(), "jar");
            return Optional.of(jar.write(alone.resolve("scene.jar")));
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            boolean second = file.getKey().startsWith("two:");
            String name = naming.translate(file.getKey());
            Path target = folder.resolve(second ? "two" : "one").resolve(second ? name.substring(4) : name);
            Files.createDirectories(target.getParent());
            Files.write(target, bytes(file.getKey(), file.getValue()));
        }
        return Optional.empty();
    }

    /** Configurations are in UTF-8, whatever the encoding of the scripts. */
    private byte[] bytes(String name, byte[] content) {
        return name.endsWith(".conf") ? content : naming.encode(content);
    }

    List<String> locations() {
        return inJar
                ? List.of("classpath:db/scene")
                : List.of("filesystem:" + folder.resolve("one"), "filesystem:" + folder.resolve("two"));
    }
}
