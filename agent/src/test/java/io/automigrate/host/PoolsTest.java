package io.automigrate.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.bootstrap.BridgeRecorder;
import io.automigrate.datasource.ApplicationDataSource;
import io.automigrate.datasource.PoolQuestion;
import io.automigrate.url.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real pools, woven as the agent weaves them, which are asked while they open. */
class PoolsTest {
    private static final Path JARS = Path.of(System.getProperty("host.jars", "target/host-jars"));
    private static final Path LIBRARIES = JARS.resolveSibling("pool-libraries");

    /** An application with its own libraries, of which the class with the hook is woven. */
    private static final class WovenApplication extends URLClassLoader {
        private final Hook hook;

        WovenApplication(PoolHook pool, String jar) throws IOException {
            super(classPath(jar), ClassLoader.getPlatformClassLoader());
            hook = pool.hook();
        }

        private static URL[] classPath(String jar) throws IOException {
            List<URL> urls = new ArrayList<>();
            urls.add(url(JARS.resolve(jar)));
            try (Stream<Path> libraries = Files.list(LIBRARIES)) {
                for (Path library : libraries.toList()) {
                    urls.add(url(library));
                }
            }
            for (Class<?> library : List.of(org.h2.Driver.class, org.slf4j.Logger.class)) {
                urls.add(library.getProtectionDomain().getCodeSource().getLocation());
            }
            return urls.toArray(URL[]::new);
        }

        private static URL url(Path file) throws MalformedURLException {
            return file.toUri().toURL();
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.replace('.', '/').equals(hook.className())) {
                return super.findClass(name);
            }
            try (InputStream in = getResourceAsStream(hook.className() + ".class")) {
                byte[] woven = HookWeaver.weave(in.readAllBytes(), hook);
                return defineClass(name, woven, 0, woven.length);
            } catch (IOException | UnexpectedHostException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        Object make(String type, Object... arguments) throws ReflectiveOperationException {
            for (var constructor : loadClass(type).getConstructors()) {
                boolean fits = constructor.getParameterCount() == arguments.length;
                for (int i = 0; fits && i < arguments.length; i++) {
                    fits = constructor.getParameterTypes()[i].isInstance(arguments[i]);
                }
                if (fits) {
                    return constructor.newInstance(arguments);
                }
            }
            throw new NoSuchMethodException(type);
        }

        static void set(Object bean, String property, Object value) throws ReflectiveOperationException {
            for (var method : bean.getClass().getMethods()) {
                if (method.getName().equals("set" + property)
                        && method.getParameterTypes()[0].isAssignableFrom(value.getClass())) {
                    method.invoke(bean, value);
                    return;
                }
            }
            throw new NoSuchMethodException("set" + property);
        }
    }

    private final String url =
            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;INIT=CREATE SCHEMA IF NOT EXISTS sales";

    private Optional<ApplicationDataSource> asked = Optional.empty();

    private Throwable problem;

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
        "AGROAL, agroal-pool-3.2.1.jar"
    })
    void a_pool_is_asked_before_it_opens_a_connection_and_goes_on_afterwards(PoolHook library, String jar)
            throws Exception {
        try (WovenApplication application = new WovenApplication(library, jar)) {
            BridgeRecorder.install(place -> migrate(application, place));

            DataSource pool = open(library, application);

            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT sessions FROM sales.product")) {
                assertThat(problem).isNull();
                rows.next();
                assertThat(rows.getInt(1))
                        .as("sessions while the migration ran")
                        .isEqualTo(1);
            }
            assertThat(asked).hasValueSatisfying(source -> {
                assertThat(source.url()).contains(url);
                assertThat(source.user()).contains("shop");
                assertThat(source.password().map(Secret::value)).isIn(Optional.of("secret"), Optional.empty());
                assertThat(source.isCalled("reports")).isFalse();
            });
            if (pool instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }

    /** Called by the hook. */
    private int migrate(ClassLoader loader, Object place) {
        try {
            ApplicationDataSource source = PoolQuestion.ask(new ApplicationEntrance("", loader, place));
            asked = Optional.of(source);
            try (Connection connection = source.connections().connect("", new Properties());
                    Statement statement = connection.createStatement()) {
                assertThat(connection.getAutoCommit()).isTrue();
                statement.execute("CREATE TABLE sales.product AS"
                        + " SELECT count(*) AS sessions FROM information_schema.sessions");
            }
        } catch (Throwable e) {
            problem = e;
        }
        return 0;
    }

    private DataSource open(PoolHook library, WovenApplication application) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(application);
        try {
            return switch (library) {
                case HIKARI -> {
                    Object config = application.make("com.zaxxer.hikari.HikariConfig");
                    WovenApplication.set(config, "DriverClassName", "org.h2.Driver");
                    WovenApplication.set(config, "JdbcUrl", url);
                    WovenApplication.set(config, "Username", "shop");
                    WovenApplication.set(config, "Password", "secret");
                    WovenApplication.set(config, "Schema", "SALES");
                    yield (DataSource) application.make("com.zaxxer.hikari.HikariDataSource", config);
                }
                case TOMCAT_JDBC -> {
                    Object config = application.make("org.apache.tomcat.jdbc.pool.PoolProperties");
                    configure(config);
                    yield (DataSource) application.make("org.apache.tomcat.jdbc.pool.DataSource", config);
                }
                case DBCP -> configured(application.make("org.apache.commons.dbcp2.BasicDataSource"));
                case TOMCAT_DBCP -> configured(application.make("org.apache.tomcat.dbcp.dbcp2.BasicDataSource"));
                case AGROAL, AGROAL_POOLLESS -> agroal(application);
            };
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private DataSource configured(Object pool) throws ReflectiveOperationException {
        configure(pool);
        return (DataSource) pool;
    }

    private void configure(Object bean) throws ReflectiveOperationException {
        WovenApplication.set(bean, "Url", url);
        WovenApplication.set(bean, "Username", "shop");
        WovenApplication.set(bean, "Password", "secret");
        WovenApplication.set(bean, "DriverClassName", "org.h2.Driver");
    }

    private DataSource agroal(WovenApplication application) throws ReflectiveOperationException {
        Properties settings = new Properties();
        settings.setProperty("jdbcUrl", url);
        settings.setProperty("principal", "shop");
        settings.setProperty("credential", "secret");
        settings.setProperty("maxSize", "2");
        settings.setProperty("providerClassName", "org.h2.Driver");
        Object reader = application.make("io.agroal.api.configuration.supplier.AgroalPropertiesReader");
        Object read =
                reader.getClass().getMethod("readProperties", Properties.class).invoke(reader, settings);
        Class<?> supplier = application.loadClass("java.util.function.Supplier");
        return (DataSource) application
                .loadClass("io.agroal.api.AgroalDataSource")
                .getMethod(
                        "from",
                        supplier,
                        java.lang.reflect.Array.newInstance(
                                        application.loadClass("io.agroal.api.AgroalDataSourceListener"), 0)
                                .getClass())
                .invoke(
                        null,
                        read,
                        java.lang.reflect.Array.newInstance(
                                application.loadClass("io.agroal.api.AgroalDataSourceListener"), 0));
    }
}
