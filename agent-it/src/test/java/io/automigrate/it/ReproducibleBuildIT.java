package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.automigrate.it.app.Folders;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build of the same sources gives the same jar in every folder, at every time, in every time zone and language. */
class ReproducibleBuildIT {
    @TempDir
    private Path folder;

    @Test
    void a_later_build_in_another_folder_time_zone_and_language_gives_the_same_bytes() throws IOException {
        String maven = System.getProperty("maven.home");
        assumeThat(maven).as("maven.home").isNotBlank();
        copySources(Path.of("..").toAbsolutePath().normalize());

        assertThat(ChildJvm.of(Path.of(maven, "bin", "mvn"))
                        .options("-o", "-q", "-B", "-pl", "agent", "package")
                        .options("-Dmaven.test.skip", "-Dspotless.check.skip", "-Dcheckstyle.skip")
                        .options("-Dmaven.repo.local=" + System.getProperty("maven.repo.local"))
                        .environment("PATH", "/usr/bin:/bin")
                        .environment("TZ", "Pacific/Kiritimati")
                        .environment("MAVEN_OPTS", "-Duser.language=tr -Duser.country=TR " + ChildJvm.ONE_COMPILER)
                        .environment("JAVA_HOME", Jdk.running().home().toString())
                        .directory(folder)
                        .run())
                .endedWith(0);

        assertThat(folder.resolve("agent/target/auto-migrate-agent.jar")).hasSameBinaryContentAs(AgentJar.path());
    }

    private void copySources(Path project) throws IOException {
        for (String name : List.of("pom.xml", "LICENSE", "NOTICE")) {
            Files.copy(project.resolve(name), folder.resolve(name));
        }
        for (String name : List.of("agent/pom.xml", "agent/jar-content.xml", "agent/sbom.cdx.json")) {
            Files.createDirectories(folder.resolve("agent"));
            Files.copy(project.resolve(name), folder.resolve(name));
        }
        Folders.copy(project.resolve("agent/src"), folder.resolve("agent/src"));
        // Maven wants to find every module that a parent names.
        try (Stream<Path> files = Files.find(
                project,
                6,
                (file, attributes) -> file.endsWith("pom.xml") && !file.startsWith(project.resolve("agent")))) {
            for (Path pom :
                    files.filter(file -> !file.getParent().equals(project)).toList()) {
                Path copy = folder.resolve(project.relativize(pom));
                Files.createDirectories(copy.getParent());
                Files.copy(pom, copy);
            }
        }
    }
}
