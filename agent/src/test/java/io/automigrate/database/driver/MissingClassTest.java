package io.automigrate.database.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingClassTest {

    @ParameterizedTest
    @CsvSource({
        "javax/naming/Reference,java.naming",
        "javax/management/MBeanServer,java.management",
        "org/ietf/jgss/GSSException,java.security.jgss",
        "javax/xml/crypto/dsig/XMLSignature,java.xml.crypto",
        "javax/xml/transform/Source,java.xml",
        "java/util/logging/Logger,java.logging",
    })
    void a_class_of_the_platform_stands_for_its_module(String name, String module) {
        MissingClass missing = MissingClass.of(new NoClassDefFoundError(name));

        assertThat(missing.reason()).contains(name.replace('/', '.')).endsWith("no module " + module);
        assertThat(missing.remedy()).contains("jlink --add-modules " + module + "\"");
    }

    @Test
    void a_class_of_a_library_is_named() {
        MissingClass missing = MissingClass.of(
                new ExceptionInInitializerError(new ClassNotFoundException("com.ongres.scram.client.ScramClient")));

        assertThat(missing.reason()).isEqualTo("the class com.ongres.scram.client.ScramClient is missing");
        assertThat(missing.remedy()).contains("library");
    }

    @Test
    void other_failures_speak_for_themselves() {
        MissingClass missing = MissingClass.of(new UnsupportedClassVersionError("org/x/Driver has been compiled by"));

        assertThat(missing.reason()).endsWith("org/x/Driver has been compiled by");
        assertThat(missing.remedy()).contains("version of the driver");
        assertThat(MissingClass.of(new NoClassDefFoundError("Could not initialize class org.x.Driver"))
                        .reason())
                .endsWith("Could not initialize class org.x.Driver");
    }
}
