package io.automigrate.database.driver;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriverClassesTest {
    private static final ClassLoader LOADER = DriverClassesTest.class.getClassLoader();
    private static final String TRACE = "auto-migrate-test.initialised";

    /** Would be linked without a trace of it. */
    static final class Initialised {
        static {
            System.setProperty(TRACE, "yes");
        }

        private Initialised() {}
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.postgresql.Driver", "org.mariadb.jdbc.Driver"})
    void theClassesThatAreListedAreThoseOfTheDriver(String driver) {
        String[] names = DriverClasses.of(driver);
        assertTrue(names.length > 0, driver);
        for (String name : names) {
            assertDoesNotThrow(() -> Class.forName(name, false, LOADER), name);
        }
    }

    @Test
    void aDriverThatIsNotKnownHasNone() {
        assertEquals(0, DriverClasses.of("org.h2.Driver").length);
    }

    @Test
    void aClassIsNotInitialised() {
        DriverClasses.link(DriverClassesTest.class.getName() + "$Initialised", LOADER);
        assertNull(System.getProperty(TRACE));
    }

    @Test
    void aClassThatIsNotThereIsLeftToTheDriver() {
        assertDoesNotThrow(() -> DriverClasses.link("org.postgresql.Removed", LOADER));
    }
}
