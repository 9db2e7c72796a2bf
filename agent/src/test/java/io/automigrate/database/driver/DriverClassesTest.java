package io.automigrate.database.driver;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.automigrate.kind.known.DatabaseKinds;
import io.automigrate.url.JdbcUrl;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriverClassesTest {
    private static final ClassLoader LOADER = DriverClassesTest.class.getClassLoader();
    private static final String TRACE = "auto-migrate-test.initialised";

    /** Leaves a trace when it is initialised. */
    static final class Initialised {
        static {
            System.setProperty(TRACE, "yes");
        }

        private Initialised() {}
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://db/shop", "jdbc:mariadb://db/shop", "jdbc:p6spy:postgresql://db/shop"})
    void every_class_that_is_loaded_early_is_in_the_driver(String url) {
        String[] names = DatabaseKinds.of(new JdbcUrl(url)).largestClasses();
        assertTrue(names.length > 0, url);
        for (String name : names) {
            assertDoesNotThrow(() -> Class.forName(name, false, LOADER), name);
        }
    }

    @Test
    void a_kind_without_large_classes_loads_none() {
        assertEquals(0, DatabaseKinds.of(new JdbcUrl("jdbc:h2:mem:x")).largestClasses().length);
    }

    @Test
    void a_class_is_not_initialised() {
        DriverClasses.link(DriverClassesTest.class.getName() + "$Initialised", LOADER);
        assertNull(System.getProperty(TRACE));
    }

    @Test
    void a_missing_class_is_left_to_the_driver() {
        assertDoesNotThrow(() -> DriverClasses.link("org.postgresql.Removed", LOADER));
    }

    /** A class path with these jars and nothing of the tests. */
    private static final class Application extends URLClassLoader {
        Application(Class<?>... inJars) {
            super(
                    Stream.of(inJars)
                            .map(type ->
                                    type.getProtectionDomain().getCodeSource().getLocation())
                            .toArray(URL[]::new),
                    ClassLoader.getPlatformClassLoader());
        }

        boolean hasLoaded(String name) {
            return findLoadedClass(name) != null;
        }
    }

    @Test
    void the_drivers_that_an_application_has_are_loaded_before_the_url_is_known() throws IOException {
        try (Application application = new Application(org.postgresql.Driver.class, org.h2.Driver.class)) {
            DriverClasses.loadBeforeUrl(application);

            assertTrue(application.hasLoaded("org.postgresql.Driver"));
            for (String name :
                    DatabaseKinds.of(new JdbcUrl("jdbc:postgresql://db/shop")).largestClasses()) {
                assertTrue(application.hasLoaded(name), name);
            }
            assertFalse(application.hasLoaded("org.h2.Driver"));
        }
    }

    @Test
    void an_application_without_a_known_driver_loads_nothing_early() throws IOException {
        try (Application application = new Application(org.h2.Driver.class)) {
            assertDoesNotThrow(() -> DriverClasses.loadBeforeUrl(application));
            assertFalse(application.hasLoaded("org.h2.Driver"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://db/shop", "jdbc:mariadb://db/shop", "jdbc:h2:mem:x"})
    void the_classes_of_the_jdk_for_a_login_are_there(String url) {
        assertDoesNotThrow(() -> DatabaseKinds.of(new JdbcUrl(url)).warmUp(true));
    }
}
