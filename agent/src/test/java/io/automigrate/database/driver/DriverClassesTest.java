package io.automigrate.database.driver;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.automigrate.kind.known.DatabaseKinds;
import io.automigrate.url.JdbcUrl;
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
}
