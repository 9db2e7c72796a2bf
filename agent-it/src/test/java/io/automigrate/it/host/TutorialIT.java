package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;

import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every command of docs/tutorial.md, in its order, as a reader would type it. */
@Execution(ExecutionMode.CONCURRENT)
class TutorialIT {
    private static final Path EXAMPLES = Path.of(System.getProperty("it.examples"));
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    /** For eleven JVMs, one after the other. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    /** The build has run already, so Maven is a script that does nothing, and the clone holds no more than the two jars. */
    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void every_command_of_the_tutorial_does_what_the_page_says() throws IOException {
        copy(AgentJar.path(), "agent/target/auto-migrate-agent.jar");
        copy(EXAMPLES.resolve("spring-boot/target/shop.jar"), "examples/spring-boot/target/shop.jar");
        String page = Files.readString(EXAMPLES.resolve("../docs/tutorial.md"));
        String commands =
                COMMANDS.matcher(page).results().map(block -> block.group(1)).collect(Collectors.joining());

        try (RunningJvm shell = ChildJvm.of(Path.of("/bin/sh"))
                .directory(folder)
                .environment("PATH", tools() + ":" + Jdk.running().home().resolve("bin") + ":/usr/bin:/bin")
                .environment("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1")
                .options("-e", "-c", commands)
                .start()) {
            assertThat(shell.endInput().finish(PATIENCE))
                    .endedWith(0)
                    .printed(
                            "-- 3 of 3: V3__price_is_needed.sql",
                            "Teapot: 24.90",
                            "exit code 70",
                            "2 versions rolled back")
                    .told("3 applied, version 3", "up to date at version 3", "FAILED: V5__colour.sql, line 1");
        }
    }

    private Path tools() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        Path maven = Files.writeString(tools.resolve("mvn"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
        return tools;
    }

    private void copy(Path file, String to) throws IOException {
        Path copy = folder.resolve(to);
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
    }
}
