package io.automigrate.it.host;

import io.automigrate.it.app.Application;
import io.automigrate.it.app.JarBuilder;
import io.automigrate.it.app.Library;
import io.automigrate.it.jvm.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * A version of Spring Boot's launcher. The archives are packed here as its Maven plugin packs them, from the real launcher's classes;
 * Spring itself plays no part in it.
 */
public enum SpringBoot {
    V2_7("2.7.18", "org.springframework.boot.loader."),
    V3_1("3.1.12", "org.springframework.boot.loader."),
    V3_5("3.5.16", "org.springframework.boot.loader.launch."),
    V4_1("4.1.1", "org.springframework.boot.loader.launch.");

    /** The forms in which applications come. */
    public enum Form {
        JAR("JarLauncher", "BOOT-INF/"),
        WAR("WarLauncher", "WEB-INF/"),
        PROPERTIES_LAUNCHER("PropertiesLauncher", "BOOT-INF/"),
        /** As it is unpacked into the layers of an image. */
        EXPLODED("JarLauncher", "BOOT-INF/"),
        /** The scripts are in a jar of their own, which has no entries for its folders. */
        SCRIPTS_IN_A_JAR("JarLauncher", "BOOT-INF/");

        private final String launcher;
        private final String folder;

        Form(String launcher, String folder) {
            this.launcher = launcher;
            this.folder = folder;
        }
    }

    private final String version;
    private final String launchers;

    SpringBoot(String version, String launchers) {
        this.version = version;
        this.launchers = launchers;
    }

    /** Packs the application and returns how to start it. */
    public ChildJvm install(ChildJvm jvm, Form form, Application app, Path folder) {
        try {
            Path archive = pack(form, app, folder);
            if (form != Form.EXPLODED) {
                return jvm.jar(archive);
            }
            Path exploded = folder.resolve("exploded");
            Distribution.unpack(archive, exploded);
            return jvm.directory(exploded).application(launchers + form.launcher);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path pack(Form form, Application app, Path folder) throws IOException {
        String classes = form.folder + "classes/";
        String lib = form.folder + "lib/";
        JarBuilder archive = new JarBuilder()
                .attribute("Main-Class", launchers + form.launcher)
                .attribute("Start-Class", app.main().getName())
                .attribute("Spring-Boot-Version", version)
                .attribute("Spring-Boot-Classes", classes)
                .attribute("Spring-Boot-Lib", lib);
        addLauncher(archive);
        archive.add(classes, app.main());
        if (form == Form.SCRIPTS_IN_A_JAR) {
            Path scripts = new JarBuilder()
                    .withoutDirectoryEntries()
                    .add(app.scripts())
                    .write(folder.resolve("scripts.jar"));
            archive.addStored(lib + "scripts.jar", scripts);
        } else {
            archive.add(classes, app.scripts());
        }
        for (Path library : app.libraries()) {
            archive.addStored(lib + library.getFileName(), library);
        }
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
