package io.automigrate.database.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.automigrate.database.StubDriver;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.url.JdbcUrl;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcDriverTest {
    private static final ClassLoader TESTS = JdbcDriverTest.class.getClassLoader();
    private static final ClassLoader NOTHING = ClassLoader.getPlatformClassLoader();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:mem:x,org.h2.Driver",
        "jdbc:postgresql://db/shop,org.postgresql.Driver",
        "jdbc:mariadb://db/shop,org.mariadb.jdbc.Driver",
        "jdbc:mysql://db/shop?permitMysqlScheme,org.mariadb.jdbc.Driver",
    })
    void a_known_driver_is_found(String url, String driver) throws Exception {
        assertThat(find(url, TESTS)).asString().startsWith(driver + " ").contains(".jar");
    }

    @Test
    void an_unknown_driver_is_found_when_it_announces_itself() throws Exception {
        assertThat(find("jdbc:stub:x", announcing(StubDriver.class.getName())))
                .hasToString(StubDriver.class.getName() + " 4.2 from "
                        + StubDriver.class.getProtectionDomain().getCodeSource().getLocation());
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://localhost/shop?socketFactory=com.google.cloud.sql.postgres.SocketFactory&password=geheim"
                + "&cloudSqlInstance=acme, com.google.cloud.sql.postgres.SocketFactory",
        "jdbc:mariadb://localhost/shop?password=geheim&socketFactory=example.Absent, example.Absent",
    })
    void a_socket_factory_that_is_not_on_the_class_path_is_refused(String url, String factory) {
        Failure failure = failure(url, TESTS);

        assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(failure.headline()).endsWith("not on the application's class path: \"" + factory + "\"");
        assertThat(failure.detail("database")).doesNotContain("geheim");
        assertThat(failure.detail("remedy")).contains("AUTO_MIGRATE_CLASSPATH", "name host and port");
    }

    @Test
    void a_socket_factory_on_the_class_path_is_accepted() throws Exception {
        String factory = "javax.net.SocketFactory";

        assertThat(find("jdbc:postgresql://localhost/shop?socketFactory=" + factory, TESTS))
                .asString()
                .startsWith("org.postgresql.Driver");
    }

    @Test
    void broken_drivers_of_other_databases_do_not_matter() throws Exception {
        ClassLoader application = announcing(
                "com.example.Absent",
                UnloadableDriver.class.getName(),
                UnmakeableDriver.class.getName(),
                AngryDriver.class.getName(),
                StubDriver.class.getName());

        assertThat(find("jdbc:stub:x", application)).asString().startsWith(StubDriver.class.getName());
    }

    @Test
    void a_driver_in_a_named_module_is_found() throws Exception {
        Path jar = Path.of(org.mariadb.jdbc.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        ModuleLayer boot = ModuleLayer.boot();
        Configuration modules =
                boot.configuration().resolve(ModuleFinder.of(jar), ModuleFinder.of(), Set.of("org.mariadb.jdbc"));
        ClassLoader application =
                boot.defineModulesWithOneLoader(modules, NOTHING).findLoader("org.mariadb.jdbc");

        assertThat(find("jdbc:mariadb://db/shop", application)).asString().contains("org.mariadb.jdbc.Driver");
        assertThat(application.loadClass("org.mariadb.jdbc.Driver").getModule().isNamed())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/shop,org.postgresql:postgresql",
        "jdbc:mysql://db/shop,com.mysql:mysql-connector-j",
        "jdbc:mariadb://db/shop,org.mariadb.jdbc:mariadb-java-client",
        "jdbc:h2:mem:x,com.h2database:h2",
        "jdbc:sqlite:x.db,org.xerial:sqlite-jdbc",
        "jdbc:oracle:thin:@//db/x,com.oracle.database.jdbc:ojdbc11",
        "jdbc:sqlserver://db,com.microsoft.sqlserver:mssql-jdbc",
        "jdbc:unheard:x,the database's JDBC driver",
    })
    void without_a_driver_the_artifact_to_add_is_named(String url, String artifact) {
        Failure failure = failure(url, NOTHING);

        assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(failure.headline()).startsWith("No JDBC driver for \"jdbc:");
        assertThat(failure.detail("remedy")).contains("add " + artifact, "AUTO_MIGRATE_CLASSPATH");
    }

    @Test
    void a_driver_that_could_not_be_loaded_as_a_service_is_mentioned() throws Exception {
        Failure failure = failure("jdbc:other:x", announcing(UnmakeableDriver.class.getName()));

        assertThat(failure.detail("unusable")).contains(UnmakeableDriver.class.getName());
    }

    @Test
    void the_driver_of_mariadb_3_says_how_it_can_be_used_for_mysql() {
        Failure failure = failure("jdbc:mysql://db/shop", TESTS);

        assertThat(failure.headline())
                .isEqualTo("The driver org.mariadb.jdbc.Driver does not accept the database's URL");
        assertThat(failure.detail("remedy"))
                .contains("jdbc:mariadb:", "permitMysqlScheme", "com.mysql:mysql-connector-j");
    }

    @Test
    void a_url_that_the_driver_can_not_read_is_refused_without_its_password() {
        Failure failure = failure("jdbc:postgresql://db:99999999/shop?password=geheim", TESTS);

        assertThat(failure.headline()).contains("org.postgresql.Driver does not accept");
        assertThat(failure.detail("database")).isEqualTo("jdbc:postgresql://db:99999999/shop?password=****");
    }

    @Test
    void a_driver_that_lacks_a_class_names_it() throws Exception {
        ClassLoader application = new ClassLoader(NOTHING) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (name.equals("org.postgresql.Driver")) {
                    throw new NoClassDefFoundError("javax/naming/Referenceable");
                }
                return super.findClass(name);
            }
        };

        Failure failure = failure("jdbc:postgresql://db/shop", application);

        assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(failure.headline()).isEqualTo("The JDBC driver org.postgresql.Driver can't be loaded");
        assertThat(failure.detail("reason")).contains("javax.naming.Referenceable", "java.naming");
        assertThat(failure.detail("remedy")).contains("jlink --add-modules java.naming");
    }

    @Test
    void drivers_run_with_the_context_class_loader_of_the_application() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ClassLoader application = announcing(ContextDriver.class.getName());

        JdbcDriver driver = find("jdbc:context:x", application);

        assertThat(driver.application()).isSameAs(application);
        assertThatThrownBy(() -> driver.connect(new Properties())).hasMessage("made with " + application);
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void no_connection_and_no_error_means_that_the_url_is_not_accepted() {
        JdbcDriver driver = new JdbcDriver(new StubDriver(properties -> null), new JdbcUrl("jdbc:stub:x"), TESTS);

        assertThatThrownBy(() -> driver.connect(new Properties()))
                .isInstanceOf(UrlNotAcceptedException.class)
                .hasMessageContaining(StubDriver.class.getName());
    }

    private static JdbcDriver find(String url, ClassLoader application) throws StartupException {
        return JdbcDriver.find(new JdbcUrl(url), application);
    }

    private static Failure failure(String url, ClassLoader application) {
        return catchThrowableOfType(StartupException.class, () -> find(url, application))
                .failure();
    }

    /** Returns a loader that sees the tests' classes and these services before all others. */
    private ClassLoader announcing(String... drivers) throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(Driver.class.getName()), String.join("\n", drivers));
        URI location = folder.toUri();
        return new URLClassLoader(new URL[] {location.toURL()}, TESTS);
    }

    /** Remembers who was the context class loader when it was made. */
    public static final class ContextDriver extends StubDriver {
        private final ClassLoader context = Thread.currentThread().getContextClassLoader();

        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith("jdbc:context:");
        }

        @Override
        public java.sql.Connection connect(String url, Properties properties) throws SQLException {
            throw new SQLException("made with " + context);
        }
    }

    /** Its class can't be initialised. */
    public static final class UnloadableDriver extends StubDriver {
        static {
            fail();
        }

        private static void fail() {
            throw new IllegalStateException("no native library");
        }
    }

    /** A driver that can't be instantiated. */
    public static final class UnmakeableDriver extends StubDriver {
        /** Fails. */
        public UnmakeableDriver() {
            throw new IllegalStateException("no licence");
        }
    }

    /** A driver that throws an exception when it is asked. */
    public static final class AngryDriver extends StubDriver {
        @Override
        public boolean acceptsURL(String url) throws SQLException {
            throw new SQLException("how dare you");
        }
    }
}
