package io.automigrate.it.host;

import io.automigrate.it.app.Application;
import io.automigrate.it.app.Folders;
import io.automigrate.it.app.JarBuilder;
import io.automigrate.it.app.Library;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * A version of Spring Boot's launcher. The archives are packed here as its Maven plugin packs them, from the real launcher's classes and
 * with the real tool that unpacks them; the rest of Spring plays no part in it.
 */
public enum SpringBoot {
    V2_7("2.7.18", "org.springframework.boot.loader.", "layertools"),
    V3_1("3.1.12", "org.springframework.boot.loader.", "layertools"),
    V3_5("3.5.16", "org.springframework.boot.loader.launch.", "tools"),
    V4_1("4.1.1", "org.springframework.boot.loader.launch.", "tools");

    /** The forms in which applications come. */
    public enum Form {
        JAR("JarLauncher", "BOOT-INF/"),
        WAR("WarLauncher", "WEB-INF/"),
        PROPERTIES_LAUNCHER("PropertiesLauncher", "BOOT-INF/"),
        /** Unpacked by hand. */
        EXPLODED("JarLauncher", "BOOT-INF/"),
        /** The scripts are in a jar of their own, which has no entries for its folders. */
        SCRIPTS_IN_A_JAR("JarLauncher", "BOOT-INF/"),
        /** Unpacked by the jar's own tool into layers, which an image puts into one folder again. */
        LAYERS("JarLauncher", "BOOT-INF/"),
        /** A jar and its libraries beside it, which the jar's own tool makes of it: no launcher any more. */
        EXTRACTED("JarLauncher", "BOOT-INF/"),
        /** The archive in layers. */
        EXTRACTED_LAYERS("JarLauncher", "BOOT-INF/");

        private final String launcher;
        private final String folder;

        Form(String launcher, String folder) {
            this.launcher = launcher;
            this.folder = folder;
        }

        /** Returns whether the launcher has gone, and the application is a plain one. */
        public boolean isPlain() {
            return this == EXTRACTED || this == EXTRACTED_LAYERS;
        }
    }

    /** The default of the Maven plugin. */
    private static final String LAYERS = """
            - "dependencies":
              - "%1$slib/"
            - "spring-boot-loader":
              - "org/"
            - "snapshot-dependencies":
            - "application":
              - "%1$sclasses/"
              - "%1$sclasspath.idx"
              - "%1$slayers.idx"
              - "META-INF/"
            """;

    private final String version;
    private final String launchers;
    private final String tool;

    SpringBoot(String version, String launchers, String tool) {
        this.version = version;
        this.launchers = launchers;
        this.tool = tool;
    }

    /** Returns whether applications of this version come in this form: it took until 3.3 that a launcher could be done without. */
    public boolean has(Form form) {
        return !form.isPlain() || tool.equals("tools");
    }

    /** Packs the application and returns how to start it. */
    public ChildJvm install(ChildJvm jvm, Form form, Application app, Path folder) {
        try {
            Path archive = pack(form, app, folder);
            return switch (form) {
                case JAR, WAR, PROPERTIES_LAUNCHER, SCRIPTS_IN_A_JAR ->
                    jvm.jar(archive, app.arguments().toArray(String[]::new));
                case EXPLODED -> {
                    Path exploded = folder.resolve("exploded");
                    Distribution.unpack(archive, exploded);
                    yield launch(jvm, form, exploded);
                }
                case LAYERS ->
                    launch(
                            jvm,
                            form,
                            tool.equals("tools")
                                    ? merged(extract(jvm, archive, "--layers", "--launcher"))
                                    : merged(extract(jvm, archive)));
                case EXTRACTED -> jvm.jar(extract(jvm, archive).resolve("app.jar"));
                case EXTRACTED_LAYERS ->
                    jvm.jar(merged(extract(jvm, archive, "--layers")).resolve("app.jar"));
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ChildJvm launch(ChildJvm jvm, Form form, Path folder) {
        return jvm.directory(folder).application(launchers + form.launcher);
    }

    /** Returns how to start the tool that is in an archive. */
    ChildJvm tool(ChildJvm jvm, Path archive, String... words) {
        return jvm.property("jarmode", tool).jar(archive, words);
    }

    /** Unpacks the archive with the tool that is in it, as a stage of a Dockerfile does, and returns the folder. */
    private Path extract(ChildJvm jvm, Path archive, String... layout) {
        Path folder = archive.resolveSibling("extracted");
        List<String> words = new ArrayList<>(List.of("extract"));
        words.addAll(List.of(layout));
        words.addAll(List.of("--destination", folder.toString()));
        FinishedJvm result = tool(jvm, archive, words.toArray(String[]::new)).run();
        if (result.exitCode() != 0) {
            throw new IllegalStateException(result.toString());
        }
        return folder;
    }

    /** Does what the lines {@code COPY --from=builder …} of a Dockerfile do. */
    private static Path merged(Path layers) throws IOException {
        Path merged = Files.createDirectories(layers.resolveSibling("merged"));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(layers)) {
            for (Path layer : folders) {
                Folders.copy(layer, merged);
            }
        }
        return merged;
    }

    /** Packs the application. */
    Path pack(Form form, Application app, Path folder) throws IOException {
        String classes = form.folder + "classes/";
        String lib = form.folder + "lib/";
        JarBuilder archive = new JarBuilder()
                .attribute("Main-Class", launchers + form.launcher)
                .attribute("Start-Class", app.main().getName())
                .attribute("Spring-Boot-Version", version)
                .attribute("Spring-Boot-Classes", classes)
                .attribute("Spring-Boot-Lib", lib)
                .attribute("Spring-Boot-Classpath-Index", form.folder + "classpath.idx")
                .attribute("Spring-Boot-Layers-Index", form.folder + "layers.idx");
        addLauncher(archive);
        archive.add(classes, app.main());
        List<Path> libraries = new ArrayList<>(app.libraries());
        libraries.addAll(Library.files("spring-boot-" + version));
        if (form == Form.SCRIPTS_IN_A_JAR) {
            libraries.add(new JarBuilder()
                    .withoutDirectoryEntries()
                    .add(app.scripts())
                    .write(folder.resolve("scripts.jar")));
        } else {
            archive.add(classes, app.scripts());
        }
        StringBuilder index = new StringBuilder();
        for (Path library : libraries) {
            archive.addStored(lib + library.getFileName(), library);
            index.append("- \"").append(lib).append(library.getFileName()).append("\"\n");
        }
        archive.add(form.folder + "classpath.idx", index.toString().getBytes(StandardCharsets.UTF_8));
        archive.add(form.folder + "layers.idx", LAYERS.formatted(form.folder).getBytes(StandardCharsets.UTF_8));
        return archive.write(folder.resolve(form == Form.WAR ? "app.war" : "app.jar"));
    }

    private void addLauncher(JarBuilder archive) throws IOException {
        Path jar = Library.folder().resolve("spring-boot-loader-" + version + ".jar");
        try (JarFile loader = new JarFile(jar.toFile())) {
            List<JarEntry> classes = loader.stream()
                    .filter(entry -> entry.getName().endsWith(".class")
                            || entry.getName().startsWith("META-INF/services/"))
                    .filter(entry -> !entry.isDirectory())
                    .toList();
            for (JarEntry entry : classes) {
                try (InputStream content = loader.getInputStream(entry)) {
                    archive.add(entry.getName(), content.readAllBytes());
                }
            }
        }
    }

    @Override
    public String toString() {
        return "Spring Boot " + version;
    }
}
