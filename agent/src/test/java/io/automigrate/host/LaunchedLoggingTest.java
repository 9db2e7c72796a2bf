package io.automigrate.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LaunchedLoggingTest {
    private static final ClassLoader APPLICATION = LaunchedLoggingTest.class.getClassLoader();

    private static boolean isConfiguredBy(Class<?> main) {
        return LaunchCommand.namesLoggingProperty(main.getName(), APPLICATION);
    }

    /** Sets the property itself. */
    static final class Direct {
        void set() {
            System.setProperty("java.util.logging.config.file", "logging.properties");
        }
    }

    /** Reaches a class of the same project that sets the property. */
    static final class Indirect {
        void set() {
            new Between().set();
        }
    }

    /** Stands between. */
    static final class Between {
        void set() {
            new Named().set();
        }
    }

    /** Names a manager. */
    static final class Named {
        void set() {
            System.setProperty("java.util.logging.manager", "org.example.Manager");
        }
    }

    @Test
    void a_main_class_that_sets_a_property_configures_the_logging() {
        assertThat(isConfiguredBy(Direct.class)).isTrue();
    }

    @Test
    void a_class_that_the_main_class_leads_to_configures_the_logging() {
        assertThat(isConfiguredBy(Indirect.class)).isTrue();
    }

    @Test
    void a_main_class_that_only_logs_does_not() {
        // The test itself, which names the properties, is a neighbour that a nested class refers to.
        assertThat(LaunchCommand.namesLoggingProperty("org.h2.tools.Server", APPLICATION))
                .isFalse();
        assertThat(LaunchCommand.namesLoggingProperty("no.such.Main", APPLICATION))
                .isFalse();
        assertThat(LaunchCommand.namesLoggingProperty("", APPLICATION)).isFalse();
    }
}
