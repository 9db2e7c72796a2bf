package io.automigrate.it.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Migration scripts that are not on any disk yet. Immutable: each method returns a changed copy. */
public final class Scripts {
    /** Flyway's and our own default location. */
    public static final String DEFAULT_FOLDER = "db/migration";

    private static final Scripts NONE = new Scripts(DEFAULT_FOLDER, Map.of());

    private final String folder;
    private final Map<String, byte[]> files;

    private Scripts(String folder, Map<String, byte[]> files) {
        this.folder = folder;
        this.files = files;
    }

    /** Returns no scripts. */
    public static Scripts none() {
        return NONE;
    }

    /** Returns two scripts that every database understands; {@code PrintsTable} prints what they make. */
    public static Scripts person() {
        return NONE.versioned(
                        "1", "create person", "CREATE TABLE person (id INT PRIMARY KEY, name VARCHAR(100) NOT NULL);")
                .versioned("2", "insert ada", "INSERT INTO person (id, name) VALUES (1, 'Ada');");
    }

    /** Puts the scripts that follow into another folder; {@code ""} is the root of the class path. */
    public Scripts in(String folder) {
        return new Scripts(folder, files);
    }

    /** Adds {@code V<version>__<description>.sql}. */
    public Scripts versioned(String version, String description, String sql) {
        return file("V" + version + "__" + description.replace(' ', '_') + ".sql", sql);
    }

    /** Adds {@code R__<description>.sql}. */
    public Scripts repeatable(String description, String sql) {
        return file("R__" + description.replace(' ', '_') + ".sql", sql);
    }

    /** Adds any file, or takes the place of the one with this name. */
    public Scripts file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds any file, or takes the place of the one with this name. */
    public Scripts file(String name, byte[] content) {
        Map<String, byte[]> more = new LinkedHashMap<>(files);
        more.put(folder.isEmpty() ? name : folder + "/" + name, content);
        return new Scripts(folder, more);
    }

    /** Adds other scripts. */
    public Scripts with(Scripts more) {
        Map<String, byte[]> both = new LinkedHashMap<>(files);
        both.putAll(more.files);
        return new Scripts(folder, both);
    }

    /** Leaves out the files whose name begins like this. */
    public Scripts without(String beginning) {
        Map<String, byte[]> fewer = new LinkedHashMap<>(files);
        fewer.keySet()
                .removeIf(name -> name.substring(name.lastIndexOf('/') + 1).startsWith(beginning));
        return new Scripts(folder, fewer);
    }

    /** Returns paths and contents. */
    Map<String, byte[]> files() {
        return files;
    }

    /** Writes the files below this folder, takes away those that earlier scripts left there, and returns it. */
    public Path writeTo(Path root) {
        try {
            Folders.delete(root);
            Files.createDirectories(root);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = root.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
