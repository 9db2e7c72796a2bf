package io.automigrate.database.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.kind.DatabaseAddress;
import io.automigrate.kind.known.DatabaseKinds;
import io.automigrate.url.JdbcUrl;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.sql.Driver;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateClassLoaderTest {
    private static final ClassLoader APPLICATION = PrivateClassLoaderTest.class.getClassLoader();

    private static DatabaseAddress at(String url) {
        return DatabaseKinds.at(new JdbcUrl(url));
    }

    @Test
    void a_copy_of_a_class_logs_to_the_agent() throws Exception {
        Class<?> copy = PrivateClassLoader.over(APPLICATION, new String[0]).loadClass("org.postgresql.Driver");

        assertThat(((Driver) copy.getDeclaredConstructor().newInstance()).acceptsURL("jdbc:postgresql://db/shop"))
                .isTrue();
        assertThat(copy.getDeclaredField("LOGGER").getType()).isEqualTo(SilentLogger.class);
        assertThat(copy.getProtectionDomain().getCodeSource().getLocation())
                .isEqualTo(org.postgresql.Driver.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation());
    }

    @Test
    void the_stand_in_of_a_logger_writes_nothing_that_nobody_has_asked_for() {
        SilentLogger logger = SilentLogger.getLogger("shop");

        logger.log(Level.SEVERE, "{0} of {1}", new Object[] {1, 2});
        logger.log(new LogRecord(Level.WARNING, "twice"));
        logger.fine(() -> {
            throw new AssertionError("asked for a line below INFO");
        });

        assertThat(logger.isLoggable(Level.CONFIG)).isFalse();
        assertThat(logger.isLoggable(Level.INFO)).isTrue();
    }

    @Test
    void a_class_that_is_shared_is_the_applications() throws Exception {
        ClassLoader loader = PrivateClassLoader.over(APPLICATION, new String[] {"org.h2."});

        assertThat(loader.loadClass("org.h2.Driver")).isSameAs(org.h2.Driver.class);
        assertThat(loader.loadClass("org.postgresql.Driver")).isNotSameAs(org.postgresql.Driver.class);
    }

    @Test
    void no_logging_library_finds_its_configuration() throws Exception {
        ClassLoader loader = PrivateClassLoader.over(APPLICATION, new String[0]);

        assertThat(loader.getResource("logback.xml")).isNull();
        assertThat(loader.getResources("tinylog.properties").hasMoreElements()).isFalse();
        assertThat(loader.getResource("log4j2.component.properties")).isNotNull();
    }

    @Test
    void the_stand_ins_have_every_method_of_the_originals() throws Exception {
        for (Class<?>[] pair : List.of(
                new Class<?>[] {Logger.class, SilentLogger.class},
                new Class<?>[] {LogManager.class, SilentLogging.class},
                new Class<?>[] {ManagementFactory.class, PrivateManagement.class})) {
            for (Method method : pair[0].getDeclaredMethods()) {
                boolean isPublic = java.lang.reflect.Modifier.isPublic(method.getModifiers());
                if (isPublic && !method.getName().equals("getLoggingMXBean")) {
                    Class<?>[] types = method.getParameterTypes();
                    for (int i = 0; i < types.length; i++) {
                        types[i] = types[i] == Logger.class ? SilentLogger.class : types[i];
                    }
                    assertThat(pair[1].getMethod(method.getName(), types)).isNotNull();
                }
            }
        }
    }

    /** The class path of the tests has slf4j. */
    @ParameterizedTest
    @CsvSource({
        "jdbc:mariadb://db/shop,true",
        "jdbc:sqlite:/data/shop.db,true",
        "jdbc:sqlite::memory:,false",
        "jdbc:h2:mem:shop,false",
        "jdbc:h2:tcp://db/shop,false",
        "jdbc:mysql://db/shop,false",
        "jdbc:mysql://db/shop?logger=Slf4JLogger,true",
        "jdbc:aws-wrapper:postgresql://db/shop,true",
        "jdbc:p6spy:mariadb://db/shop,true",
        "jdbc:p6spy:h2:mem:shop,false",
        "jdbc:derby:shop,false",
    })
    void a_driver_is_copied_where_its_own_class_would_begin_the_logging(String url, boolean isPrivate) {
        assertThat(ExtraClassPath.isDriverPrivate(at(url).pastObservers(), APPLICATION))
                .isEqualTo(isPrivate);
    }

    @Test
    void flyways_copies_see_the_driver_that_is_used() throws Exception {
        try (ExtraClassPath classPath = ExtraClassPath.open(List.of(), APPLICATION)) {
            JdbcDriver driver = JdbcDriver.find(at("jdbc:h2:mem:shared"), classPath);

            assertThat(classPath.forApplication().loadClass("org.h2.Driver")).isSameAs(driver.type());
            assertThat(classPath.isCopied(driver)).isFalse();
        }
        try (ExtraClassPath classPath = ExtraClassPath.open(List.of(), APPLICATION)) {
            JdbcDriver driver = JdbcDriver.find(at("jdbc:mariadb://db/shop"), classPath);

            assertThat(classPath.forApplication().loadClass("org.mariadb.jdbc.Driver"))
                    .isSameAs(driver.type());
            assertThat(classPath.isCopied(driver)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:p6spy:postgresql://db/shop,jdbc:postgresql://db/shop",
        "jdbc:otel:p6spy:postgresql://db/shop,jdbc:postgresql://db/shop",
        "jdbc:p6spy:aws-wrapper:postgresql://db/shop,jdbc:aws-wrapper:postgresql://db/shop",
        "jdbc:tc:postgresql:16:///shop,jdbc:tc:postgresql:16:///shop",
    })
    void our_connections_go_past_drivers_that_only_observe(String url, String ours) {
        assertThat(at(url).pastObservers().complete()).hasToString(ours);
    }
}
