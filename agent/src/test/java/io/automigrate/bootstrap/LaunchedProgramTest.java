package io.automigrate.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchedProgramTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.example.App --port 1",
                "/app/app.jar",
                "app.jar arg",
                "shop/com.example.App",
                "com.sun.enterprise.glassfish.bootstrap.ASMain",
                "org.springframework.boot.loader.launch.JarLauncher",
                "javax.App",
                "sunshine.App",
                "jdkless.App"
            })
    void an_application_is_migrated_for(String command) {
        assertThat(program(command, null, "/app").isApplication(null)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "jdk.jcmd/sun.tools.jps.Jps -l, jdk.jcmd",
        "java.base/sun.security.tools.keytool.Main -list, java.base",
        "java.rmi/sun.rmi.registry.RegistryImpl, java.rmi",
        "jdk.compiler/com.sun.tools.javac.launcher.Main App.java,",
        "sun.tools.jar.Main,",
        "org.codehaus.plexus.classworlds.launcher.Launcher verify,",
        "org.gradle.launcher.daemon.bootstrap.GradleDaemon 8.5,",
        "org.gradle.wrapper.GradleWrapperMain build,",
        "worker.org.gradle.process.internal.worker.GradleWorkerMain,",
        "/tmp/surefire/surefirebooter-123.jar /tmp/surefire,",
        "/repo/.mvn/wrapper/maven-wrapper.jar,",
        "org.flywaydb.commandline.Main migrate,",
        "liquibase.integration.commandline.LiquibaseCommandLine update,"
    })
    void a_tool_is_left_alone(String command, String module) {
        assertThat(program(command, module, "/app").isApplication(null)).isFalse();
    }

    @Test
    void the_jar_of_the_agent_is_a_tool_too_when_it_is_started_itself() {
        Properties properties = new Properties();
        properties.setProperty("sun.java.command", "agent/../auto-migrate-agent.jar info --url x");
        properties.setProperty("java.class.path", "agent/../auto-migrate-agent.jar");
        assertThat(new LaunchedProgram(properties, List.of(), new File("auto-migrate-agent.jar").getAbsoluteFile())
                        .isApplication(null))
                .isFalse();
        assertThat(new LaunchedProgram(properties, List.of(), new File("/other/auto-migrate-agent.jar"))
                        .isApplication(null))
                .isTrue();
    }

    @Test
    void java_version_and_its_like_have_neither_command_nor_class_path() {
        assertThat(program(null, null, "").isApplication(null)).isFalse();
    }

    @Test
    void a_program_that_embeds_the_JVM_has_a_class_path() {
        assertThat(program(null, null, "/app/app.jar").isApplication(null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:AOTCacheOutput=app.aot",
                "-XX:AOTMode=record",
                "-XX:AOTMode=create",
                "-XX:ArchiveClassesAtExit=app.jsa",
                "-XX:DumpLoadedClassList=app.lst",
                "-Xshare:dump"
            })
    void a_run_that_trains_an_archive_is_left_alone(String option) {
        assertThat(program("App", null, "/app", "java", option, "-cp", "/app", "App")
                        .isApplication(null))
                .isFalse();
    }

    @Test
    void so_is_one_whose_options_stand_behind_the_word_jar() {
        assertThat(program("a.jar", null, "a.jar", "java", "-jar", "-XX:AOTCacheOutput=a.aot", "a.jar")
                        .isApplication(null))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "-XX:VMOptionsFile=", "-XX:Flags="})
    void so_is_one_whose_options_stand_in_a_file(String option, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("options");
        Files.writeString(file, "-Xmx64m\n# for the image\n\"-XX:AOTCacheOutput=app.aot\"\n-cp /app\n");
        assertThat(program("App", null, "/app", "java", option + file, "App").isTraining())
                .isTrue();
        assertThat(program("App", null, "/app", "java", "App", option + file).isTraining())
                .as("behind the program it is the application's own argument")
                .isFalse();
        Files.writeString(file, "-cp /app App -XX:AOTCacheOutput=app.aot");
        assertThat(program("App", null, "/app", "java", option + file).isTraining())
                .as("an argument in the file")
                .isFalse();
        assertThat(program("App", null, "/app", "java", option + folder.resolve("missing"), "App")
                        .isTraining())
                .isFalse();
    }

    @Test
    void a_run_that_trains_an_archive_is_still_meant() {
        LaunchedProgram training = program("App", null, "/app", "java", "-XX:AOTCacheOutput=a.aot", "App");
        assertThat(training.isMeant(null)).isTrue();
        assertThat(training.isMeant("Other")).isFalse();
        assertThat(program("jdk.jcmd/sun.tools.jps.Jps", "jdk.jcmd", "", "java").isMeant(null))
                .isFalse();
    }

    @Test
    void an_argument_of_the_application_is_not_an_option_of_the_JVM() {
        assertThat(program("App -Xshare:dump", null, "/app", "java", "-cp", "/app", "App", "-Xshare:dump")
                        .isApplication(null))
                .isTrue();
        assertThat(program("a.jar -Xshare:dump", null, "a.jar", "java", "-jar", "a.jar", "-Xshare:dump")
                        .isApplication(null))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "com.example.*, com.example.App, true",
        "com.example.*, com.other.App, false",
        "com.example.App, com.example.App arg, true",
        "*App, shop/com.example.App, true",
        "shop-*.jar, /opt/shop/shop-1.2.jar --x, true",
        "shop-?.jar, /opt/shop/shop-1.2.jar, false",
        "/opt/*/shop*.jar, /opt/shop/shop-1.2.jar, true",
        "' shop.jar ', shop.jar, true"
    })
    void only_programs_that_match_are_migrated_for(String pattern, String command, boolean expected) {
        assertThat(program(command, null, "/app").isApplication(pattern)).isEqualTo(expected);
    }

    @Test
    void a_jar_whose_path_has_a_space_is_recognised_by_the_class_path() {
        assertThat(program("/my apps/shop.jar --port 1", null, "/my apps/shop.jar")
                        .isApplication("shop.jar"))
                .isTrue();
    }

    @Test
    void a_tool_in_an_archive_without_jar_in_its_name_is_left_alone(@TempDir Path folder) throws Exception {
        String archive = Files.createFile(folder.resolve("my shop")).toString();
        Properties properties = new Properties();
        properties.setProperty("sun.java.command", archive + " list");
        properties.setProperty("java.class.path", archive);
        assertThat(new LaunchedProgram(properties, List.of()).isApplication("my shop"))
                .isTrue();
        properties.setProperty("jarmode", "tools");
        assertThat(new LaunchedProgram(properties, List.of()).isApplication(null))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "app.jar, tools, false",
        "/srv/app.war extract, tools, false",
        "org.springframework.boot.loader.launch.JarLauncher list, layertools, false",
        "app.jar, '', true",
        "com.example.App, tools, true"
    })
    void a_tool_inside_a_spring_boot_jar_is_left_alone(String command, String jarMode, boolean expected) {
        Properties properties = new Properties();
        properties.setProperty("sun.java.command", command);
        properties.setProperty("java.class.path", "app.jar");
        properties.setProperty("jarmode", jarMode);
        assertThat(new LaunchedProgram(properties, List.of()).isApplication(null))
                .isEqualTo(expected);
    }

    private static LaunchedProgram program(String command, String module, String classPath, String... options) {
        Properties properties = new Properties();
        properties.setProperty("java.class.path", classPath);
        if (command != null) {
            properties.setProperty("sun.java.command", command);
        }
        if (module != null) {
            properties.setProperty("jdk.module.main", module);
        }
        return new LaunchedProgram(properties, List.of(options));
    }
}
