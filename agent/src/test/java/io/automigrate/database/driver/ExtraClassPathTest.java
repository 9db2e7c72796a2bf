package io.automigrate.database.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.automigrate.database.Accounts;
import io.automigrate.database.ConnectionSource;
import io.automigrate.database.StubDriver;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.StartupException;
import io.automigrate.url.JdbcUrl;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtraClassPathTest {
    /** An application without a driver. */
    private static final ClassLoader APPLICATION = ClassLoader.getPlatformClassLoader();

    @TempDir
    Path folder;

    @Test
    void without_entries_the_applications_loader_is_used() throws Exception {
        try (ExtraClassPath classPath = ExtraClassPath.open(List.of(), APPLICATION)) {
            assertThat(classPath.loader()).isSameAs(APPLICATION);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "org.h2.Driver,jdbc:h2:mem:extra",
        "org.postgresql.Driver,jdbc:postgresql://localhost:1/shop",
        "org.mariadb.jdbc.Driver,jdbc:mariadb://localhost:1/shop",
    })
    void a_driver_leaves_no_trace(String driverClass, String url) throws Exception {
        StringWriter managerLog = new StringWriter();
        DriverManager.setLogWriter(new PrintWriter(managerLog));
        try {
            WeakReference<ClassLoader> loader = useAndClose(driverClass, url);

            assertCollectable(loader);
        } finally {
            DriverManager.setLogWriter(null);
        }
        assertThat(managerLog.toString()).doesNotContain("registerDriver");
    }

    private static WeakReference<ClassLoader> useAndClose(String driverClass, String url) throws Exception {
        try (ExtraClassPath classPath = ExtraClassPath.open(List.of(jarOf(driverClass)), APPLICATION)) {
            ClassLoader loader = classPath.loader();
            JdbcDriver driver = JdbcDriver.find(new JdbcUrl(url), loader);
            assertThat(driver).asString().startsWith(driverClass).contains(" from file:");
            assertThat(loader.loadClass(driverClass).getClassLoader()).isSameAs(loader);
            try (ConnectionSource source = new ConnectionSource(
                    driver,
                    Accounts.shop(url),
                    Accounts.waiting(java.time.Duration.ZERO, java.time.Duration.ofSeconds(5)))) {
                if (url.startsWith("jdbc:h2:")) {
                    source.getConnection().close();
                } else {
                    assertThatThrownBy(source::getConnection).hasMessageContaining("refused");
                }
            }
            return new WeakReference<>(loader);
        }
    }

    private static void assertCollectable(WeakReference<ClassLoader> loader) throws InterruptedException {
        for (int i = 0; i < 100 && loader.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(loader.get()).isNull();
    }

    @Test
    void the_applications_own_driver_comes_first() throws Exception {
        ClassLoader application = getClass().getClassLoader();
        try (ExtraClassPath classPath = ExtraClassPath.open(List.of(jarOf("org.h2.Driver")), application)) {
            assertThat(classPath.loader().loadClass("org.h2.Driver")).isSameAs(org.h2.Driver.class);
        }
    }

    @Test
    void packages_keep_what_their_manifest_says() throws Exception {
        try (ExtraClassPath classPath = ExtraClassPath.open(List.of(jarOf("org.h2.Driver")), APPLICATION)) {
            Class<?> driver = classPath.loader().loadClass("org.h2.Driver");

            assertThat(driver.getPackage().getImplementationTitle())
                    .isEqualTo(org.h2.Driver.class.getPackage().getImplementationTitle());
            assertThat(driver.getProtectionDomain().getCodeSource().getLocation())
                    .isEqualTo(jarOf("org.h2.Driver").toUri().toURL());
        }
    }

    @Test
    void a_folder_holds_classes_and_services() throws Exception {
        Path tests = locationOf(getClass());
        copyClass(tests, "io/automigrate/database/StubDriver");
        copyClass(tests, "io/automigrate/database/StubDriver$Connecting");
        copyClass(tests, "io/automigrate/database/StubConnection");
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve("java.sql.Driver"), StubDriver.class.getName());

        try (ExtraClassPath classPath = ExtraClassPath.open(List.of(folder), APPLICATION)) {
            JdbcDriver driver = JdbcDriver.find(new JdbcUrl("jdbc:stub:x"), classPath.loader());

            assertThat(driver.connect(new Properties())).isInstanceOf(Connection.class);
        }
    }

    @Test
    void a_jar_may_name_others_in_its_manifest() throws Exception {
        Path jar = folder.resolve("all.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(Attributes.Name.CLASS_PATH, jarOf("org.h2.Driver").toUri().toString());
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }

        try (ExtraClassPath classPath = ExtraClassPath.open(List.of(jar), APPLICATION)) {
            assertThat(classPath.loader().loadClass("org.h2.Driver")).isNotNull();
        }
    }

    /** The context class loader is that of the test, as on the engine's threads it is the agent's. */
    @Test
    void drivers_that_look_for_drivers_find_those_of_their_class_path() throws Exception {
        String name = WrappingDriver.class.getName();
        copyClass(locationOf(WrappingDriver.class), name.replace('.', '/'));
        try (ExtraClassPath classPath = ExtraClassPath.open(List.of(jarOf("org.h2.Driver"), folder), APPLICATION)) {
            Class<?> wrapping = classPath.loader().loadClass(name);

            Object target = wrapping.getMethod("target", String.class).invoke(null, "jdbc:h2:mem:x");
            assertThat(target.getClass().getClassLoader()).isSameAs(classPath.loader());
            assertThat((List<?>) wrapping.getMethod("known").invoke(null)).hasSize(1);
            ((Connection) wrapping.getMethod("connect", String.class).invoke(null, "jdbc:h2:mem:x")).close();
            assertThatThrownBy(() -> wrapping.getMethod("target", String.class).invoke(null, "jdbc:unheard:x"))
                    .hasRootCauseMessage("No suitable driver");
        }
    }

    @Test
    void the_stand_in_has_every_method_of_the_driver_manager() throws Exception {
        for (var method : DriverManager.class.getMethods()) {
            if (method.getDeclaringClass() == DriverManager.class && !method.isAnnotationPresent(Deprecated.class)) {
                assertThat(UnregisteredDrivers.class.getMethod(method.getName(), method.getParameterTypes()))
                        .returns(method.getReturnType(), java.lang.reflect.Method::getReturnType);
            }
        }
    }

    @Test
    void an_unreadable_entry_is_named() throws Exception {
        Path text = Files.writeString(folder.resolve("driver.jar"), "not a jar");

        assertThat(headline(text))
                .startsWith("AUTO_MIGRATE_CLASSPATH can't be read: \"" + text + "\" is no readable jar");
        assertThat(headline(folder.resolve("absent.jar")))
                .isEqualTo("AUTO_MIGRATE_CLASSPATH can't be read: there is no file or folder \""
                        + folder.resolve("absent.jar") + "\"");
    }

    private static String headline(Path entry) throws Exception {
        List<Path> entries = List.of(jarOf("org.h2.Driver"), entry);
        StartupException failure =
                catchThrowableOfType(StartupException.class, () -> ExtraClassPath.open(entries, APPLICATION));
        assertThat(failure.failure().exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        return failure.failure().headline();
    }

    private void copyClass(Path from, String name) throws Exception {
        Path target = folder.resolve(name + ".class");
        Files.createDirectories(target.getParent());
        Files.copy(from.resolve(name + ".class"), target);
    }

    private static Path jarOf(String className) throws Exception {
        // The class is not initialised, because a driver registers itself then.
        return locationOf(Class.forName(className, false, ExtraClassPathTest.class.getClassLoader()));
    }

    private static Path locationOf(Class<?> type) throws Exception {
        URI location = type.getProtectionDomain().getCodeSource().getLocation().toURI();
        return Path.of(location);
    }
}
