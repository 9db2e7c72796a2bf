package io.automigrate.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hooks fit the hosts' real classes: a new version that moves one of them is seen here, not in production. */
class HookSignatureTest {
    private static final Path JARS = Path.of(System.getProperty("host.jars", "target/host-jars"));

    @ParameterizedTest
    @CsvSource({
        "SPRING_BOOT, spring-boot-loader-1.5.22.RELEASE.jar",
        "SPRING_BOOT, spring-boot-loader-2.7.18.jar",
        "SPRING_BOOT, spring-boot-loader-3.1.12.jar",
        "SPRING_BOOT, spring-boot-loader-3.2.12.jar",
        "SPRING_BOOT, spring-boot-loader-3.5.16.jar",
        "SPRING_BOOT, spring-boot-loader-classic-3.5.16.jar",
        "SPRING_BOOT, spring-boot-loader-4.0.7.jar",
        "SPRING_BOOT, spring-boot-loader-4.1.1.jar",
        "QUARKUS, quarkus-core-2.16.12.Final.jar",
        "QUARKUS, quarkus-core-3.8.6.jar",
        "QUARKUS, quarkus-core-3.38.2.jar",
        "TOMCAT, tomcat-catalina-8.5.100.jar",
        "TOMCAT, tomcat-catalina-9.0.117.jar",
        "TOMCAT, tomcat-catalina-10.1.56.jar",
        "TOMCAT, tomcat-catalina-11.0.21.jar",
        "JETTY, jetty-webapp-9.4.56.v20240826.jar",
        "JETTY, jetty-webapp-10.0.24.jar",
        "JETTY, jetty-webapp-11.0.26.jar",
        "JETTY, jetty-ee8-webapp-12.0.30.jar",
        "JETTY, jetty-ee9-webapp-12.0.30.jar",
        "JETTY, jetty-ee10-webapp-12.0.30.jar",
        "JETTY, jetty-ee8-webapp-12.1.8.jar",
        "JETTY, jetty-ee9-webapp-12.1.8.jar",
        "JETTY, jetty-ee10-webapp-12.1.12.jar",
        "JETTY, jetty-ee11-webapp-12.1.12.jar",
        "WILDFLY, wildfly-server-18.1.2.Final.jar",
        "WILDFLY, wildfly-server-31.0.3.Final.jar",
        "PAYARA, internal-api-6.2.5.jar",
        "PAYARA, internal-api-7.0.14.jar"
    })
    void one_class_of_the_jar_takes_its_hook(HostApplication host, String jar) throws Exception {
        assertThat(woven(host.hooksByClass(), jar)).hasSize(1);
        assertThat(woven(host.namingHooksByClass(), jar)).hasSize(1);
    }

    private static List<String> woven(Map<String, Hook> hooks, String jar) throws Exception {
        List<String> woven = new ArrayList<>();
        try (JarFile classes = new JarFile(JARS.resolve(jar).toFile())) {
            for (Hook hook : hooks.values()) {
                JarEntry entry = classes.getJarEntry(hook.className() + ".class");
                if (entry != null) {
                    try (InputStream in = classes.getInputStream(entry)) {
                        HookWeaver.weave(in.readAllBytes(), hook);
                    }
                    woven.add(hook.className());
                }
            }
        }
        return woven;
    }

    @ParameterizedTest
    @CsvSource({
        "SPRING_BOOT, spring-boot-2.0.9.RELEASE.jar",
        "SPRING_BOOT, spring-boot-2.3.12.RELEASE.jar",
        "SPRING_BOOT, spring-boot-2.7.18.jar",
        "SPRING_BOOT, spring-boot-3.1.12.jar",
        "SPRING_BOOT, spring-boot-3.5.16.jar",
        "SPRING_BOOT, spring-boot-4.0.7.jar",
        "SPRING_BOOT, spring-boot-4.1.1.jar",
        "QUARKUS, quarkus-core-2.16.12.Final.jar",
        "QUARKUS, quarkus-core-3.8.6.jar",
        "QUARKUS, quarkus-core-3.38.2.jar",
        "MICRONAUT, micronaut-inject-3.10.4.jar",
        "MICRONAUT, micronaut-inject-4.10.26.jar"
    })
    void a_framework_is_recognised_and_takes_its_hook(FrameworkHook framework, String jar) throws Exception {
        URL url = JARS.resolve(jar).toUri().toURL();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {url}, null);
                InputStream in = loader.getResourceAsStream(framework.hook().className() + ".class")) {
            assertThat(FrameworkHook.of(loader)).isEqualTo(framework);
            byte[] classFile = in.readAllBytes();
            assertThat(HookWeaver.weave(classFile, framework.hook())).hasSizeGreaterThan(classFile.length);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HIKARI, HikariCP-3.4.5.jar",
        "HIKARI, HikariCP-4.0.3.jar",
        "HIKARI, HikariCP-5.1.0.jar",
        "HIKARI, HikariCP-6.3.3.jar",
        "HIKARI, HikariCP-7.1.0.jar",
        "TOMCAT_JDBC, tomcat-jdbc-8.5.100.jar",
        "TOMCAT_JDBC, tomcat-jdbc-9.0.98.jar",
        "TOMCAT_JDBC, tomcat-jdbc-11.0.2.jar",
        "DBCP, commons-dbcp2-2.1.1.jar",
        "DBCP, commons-dbcp2-2.9.0.jar",
        "DBCP, commons-dbcp2-2.13.0.jar",
        "TOMCAT_DBCP, tomcat-dbcp-8.5.100.jar",
        "TOMCAT_DBCP, tomcat-dbcp-11.0.2.jar",
        "AGROAL, agroal-pool-1.16.jar",
        "AGROAL, agroal-pool-2.5.jar",
        "AGROAL, agroal-pool-3.2.1.jar"
    })
    void a_pool_takes_its_hook(PoolHook pool, String jar) throws Exception {
        URL url = JARS.resolve(jar).toUri().toURL();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {url}, null);
                InputStream in = loader.getResourceAsStream(pool.hook().className() + ".class")) {
            assertThat(PoolHook.visibleTo(loader)).contains(pool.hook());
            byte[] classFile = in.readAllBytes();
            assertThat(HookWeaver.weave(classFile, pool.hook())).hasSizeGreaterThan(classFile.length);
        }
    }

    /** What {@link ApplicationEntrance} reads of WildFly's deployments is not public. */
    @ParameterizedTest
    @CsvSource({"wildfly-server-18.1.2.Final.jar", "wildfly-server-31.0.3.Final.jar"})
    void the_fields_that_are_read_are_there(String jar) throws IOException {
        try (JarFile classes = new JarFile(JARS.resolve(jar).toFile());
                InputStream in = classes.getInputStream(
                        classes.getJarEntry("org/jboss/as/server/deployment/DeploymentUnitPhaseService.class"))) {
            assertThat(FieldNames.of(in.readAllBytes())).contains("phase", "deploymentUnit");
        }
    }

    @Test
    void no_jar_is_forgotten() throws IOException {
        try (Stream<Path> jars = Files.list(JARS)) {
            assertThat(jars).hasSize(54);
        }
    }
}
