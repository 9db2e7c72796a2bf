package io.automigrate.bench;

import example.FirstQuery;
import io.automigrate.it.app.Folders;
import io.automigrate.it.app.JarBuilder;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The time of the hook alone. The agent gets a URL that no driver accepts, and permission to go on: it does nothing but read its
 * settings, look for scripts and a driver, and warn. In a jar of Spring Boot it puts its hook in before. What it takes there more than
 * in a plain application is the hook, and the way through the launcher's class loader.
 */
final class HookAlone implements Part {
    private static final String LAUNCHER = "org/springframework/boot/loader/";

    private final Subject subject;
    private final Path modules;

    /** Takes the folder of the modules in which Maven has built applications of Spring Boot. */
    HookAlone(Subject subject, Path modules) {
        this.subject = subject;
        this.modules = modules;
    }

    @Override
    public void measure(Results results) throws Exception {
        Path scripts = new Scripts(10).inFolder(subject.folder());
        FreshDatabase database = Database.POSTGRESQL.create(subject.folder());
        Path launched = launched(scripts);
        for (Jdk jdk : Jdk.supported()) {
            results.measure(series("plain application", jdk, subject.application(jdk, scripts, database)));
            ChildJvm jar = Subject.java(jdk).jar(launched).environment(database.forApplication());
            results.measure(series("the same in a jar of Spring Boot, the hook in addition", jdk, jar));
        }
    }

    private Series series(String name, Jdk jdk, ChildJvm app) {
        FreshDatabase nobody = new FreshDatabase("jdbc:nobody:nothing", "nobody", "nothing");
        ChildJvm agent = subject.agent(app, nobody).environment("AUTO_MIGRATE_FAIL_ON_ERROR", "false");
        Processes.require(agent, "jdbc:nobody:nothing");
        return new Series("No driver for the URL, Java " + jdk.feature() + ", " + name)
                .add("with an empty agent", subject.emptyAgent(app))
                .add("with this agent", agent);
    }

    private Path launched(Path scripts) throws IOException {
        JarBuilder jar = new JarBuilder()
                .attribute("Main-Class", "org.springframework.boot.loader.launch.JarLauncher")
                .attribute("Start-Class", FirstQuery.class.getName())
                .attribute("Spring-Boot-Classes", "BOOT-INF/classes/")
                .attribute("Spring-Boot-Lib", "BOOT-INF/lib/");
        try (JarFile shop = new JarFile(
                modules.resolve("boot3/target/shop-without-flyway.jar").toFile())) {
            List<JarEntry> classes = shop.stream()
                    .filter(entry -> entry.getName().startsWith(LAUNCHER)
                            || entry.getName().startsWith("META-INF/services/"))
                    .filter(entry -> !entry.isDirectory())
                    .toList();
            for (JarEntry entry : classes) {
                try (InputStream content = shop.getInputStream(entry)) {
                    jar.add(entry.getName(), content.readAllBytes());
                }
            }
        }
        jar.add("BOOT-INF/classes/", FirstQuery.class);
        for (Path script : Folders.walk(scripts)) {
            if (Files.isRegularFile(script)) {
                jar.add("BOOT-INF/classes/" + scripts.relativize(script), Files.readAllBytes(script));
            }
        }
        for (Path driver : Subject.DRIVERS) {
            jar.addStored("BOOT-INF/lib/" + driver.getFileName(), driver);
        }
        return jar.write(subject.folder().resolve("launched.jar"));
    }
}
