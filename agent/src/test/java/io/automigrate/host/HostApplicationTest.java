package io.automigrate.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostApplicationTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "com.example.App --port 1, PLAIN",
        "shop/com.example.App, PLAIN",
        "org.springframework.boot.loader.JarLauncher, SPRING_BOOT",
        "org.springframework.boot.loader.launch.PropertiesLauncher x, SPRING_BOOT",
        "io.quarkus.bootstrap.runner.QuarkusEntryPoint, QUARKUS",
        "org.apache.catalina.startup.Bootstrap start, TOMCAT",
        "org.eclipse.jetty.xml.XmlConfiguration jetty.xml, JETTY",
        "org.jboss.modules.Main -mp modules org.jboss.as.standalone, WILDFLY",
        "com.sun.enterprise.glassfish.bootstrap.ASMain, PAYARA"
    })
    void a_host_is_known_by_its_main_class(String command, HostApplication host) {
        assertThat(hostOf(command, "/app/classes")).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource({
        "com.example.App, PLAIN",
        "org.springframework.boot.loader.WarLauncher, SPRING_BOOT",
        "org.springframework.boot.loader.launch.JarLauncher, SPRING_BOOT",
        "io.quarkus.runner.GeneratedMain, QUARKUS",
        "io.quarkus.bootstrap.runneraot.AotEntryPoint, QUARKUS",
        "org.eclipse.jetty.start.Main, JETTY",
        "org.jboss.modules.Main, WILDFLY",
        "org.wildfly.core.jar.boot.Main, WILDFLY",
        "com.ibm.ws.kernel.boot.cmdline.EnvCheck, LIBERTY",
        "fish.payara.micro.PayaraMicro, PAYARA"
    })
    void a_host_is_known_by_the_manifest_of_the_started_jar(String mainClass, HostApplication host) throws IOException {
        Path jar = jar("a jar.jar", mainClass);
        assertThat(hostOf(jar + " --some argument", jar.toString())).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "shop-1.0.run", "shop.exe", "a shop"})
    void an_archive_is_recognised_by_its_content(String name) throws IOException {
        Path archive = jar(name, "org.springframework.boot.loader.launch.JarLauncher");
        assertThat(hostOf(archive + " --some argument", archive.toString())).isEqualTo(HostApplication.SPRING_BOOT);
        assertThat(hostOf(archive.toString(), archive.toString())).isEqualTo(HostApplication.SPRING_BOOT);
    }

    @Test
    void a_main_class_in_a_file_of_the_class_path_is_not_an_archive() throws IOException {
        Path archive = jar("shop", "org.springframework.boot.loader.launch.JarLauncher");
        assertThat(hostOf("com.example.App", archive.toString())).isEqualTo(HostApplication.PLAIN);
        assertThat(hostOf(archive + "2 x", archive.toString())).isEqualTo(HostApplication.PLAIN);
    }

    @Test
    void a_launcher_of_ones_own_with_spring_boots_parts_is_spring_boots() throws IOException {
        Path jar = jar("app.jar", "com.example.Launcher", "BOOT-INF/", "org/springframework/boot/loader/");
        assertThat(hostOf(jar.toString(), jar.toString())).isEqualTo(HostApplication.SPRING_BOOT);
    }

    @Test
    void an_application_with_spring_boot_as_a_library_is_plain() throws IOException {
        Path jar = jar("app.jar", "com.example.App", "org/springframework/boot/");
        assertThat(hostOf(jar.toString(), jar.toString())).isEqualTo(HostApplication.PLAIN);
    }

    @Test
    void tomcat_as_a_service_has_no_command_but_its_class_path() {
        assertThat(hostOf(null, "/opt/tomcat/bin/bootstrap.jar:/opt/tomcat/bin/tomcat-juli.jar"))
                .isEqualTo(HostApplication.TOMCAT);
        assertThat(hostOf(null, "/opt/app/bootstrap.jar")).isEqualTo(HostApplication.PLAIN);
    }

    @Test
    void a_jar_that_is_missing_or_no_jar_is_left_to_the_JVM_to_complain_about() throws IOException {
        Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
        assertThat(hostOf("/no/such.jar", "/no/such.jar")).isEqualTo(HostApplication.PLAIN);
        assertThat(hostOf(text.toString(), text.toString())).isEqualTo(HostApplication.PLAIN);
    }

    @Test
    void a_folder_that_only_a_launcher_can_open_is_noticed() throws IOException {
        Path jar = jar("app.war", "com.example.Launcher", "WEB-INF/");
        assertThat(command(jar.toString(), jar.toString()).nestedFolder()).contains("WEB-INF/");
        assertThat(command("com.example.App", "/app").nestedFolder()).isEmpty();
    }

    private Path jar(String name, String mainClass, String... folders) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        Path jar = folder.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (String entry : folders) {
                out.putNextEntry(new JarEntry(entry));
            }
        }
        return jar;
    }

    private static HostApplication hostOf(String command, String classPath) {
        return HostApplication.of(command(command, classPath));
    }

    private static LaunchCommand command(String command, String classPath) {
        Properties properties = new Properties();
        properties.setProperty("java.class.path", classPath);
        if (command != null) {
            properties.setProperty("sun.java.command", command);
        }
        return LaunchCommand.of(properties);
    }
}
