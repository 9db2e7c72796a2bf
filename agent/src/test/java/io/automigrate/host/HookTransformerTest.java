package io.automigrate.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HookTransformerTest {
    private final List<String> problems = new ArrayList<>();

    @Test
    void a_class_to_hook_that_has_another_form_is_a_problem() throws IOException {
        HookTransformer transformer = transformer(HostApplication.TOMCAT);
        // The name counts; what comes is the class file of something else.
        assertThat(transform(
                        transformer, "org/apache/catalina/loader/WebappLoader", "file:/opt/tomcat/lib/catalina.jar"))
                .isNull();
        assertThat(problems)
                .singleElement()
                .asString()
                .contains("org.apache.catalina.loader.WebappLoader.startInternal", "()V");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:/srv/webapps/shop/WEB-INF/classes/",
                "jar:nested:/app.jar/!BOOT-INF/classes/!/",
                "vfs:/content/shop.war/WEB-INF/lib/shop.jar"
            })
    void a_class_of_the_application_before_the_hook_is_a_problem_once(String place) throws IOException {
        HookTransformer transformer = transformer(HostApplication.JETTY);
        transform(transformer, "com/example/Shop", place);
        transform(transformer, "com/example/Cart", place);
        assertThat(problems).singleElement().asString().contains("com.example.Shop");
    }

    @Test
    void a_class_after_the_hook_has_another_form() throws IOException {
        HookTransformer transformer = transformer(HostApplication.JETTY);
        transformer.reached();
        transform(transformer, "com/example/Shop", "file:/srv/webapps/shop/WEB-INF/classes/");
        assertThat(problems).isEmpty();
    }

    @Test
    void quarkus_loads_classes_of_its_application_first() throws IOException {
        transform(transformer(HostApplication.QUARKUS), "com/example/Shop", "file:/x/WEB-INF/classes/");
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
    void the_hosts_own_classes_and_those_without_a_place_are_none(HostApplication host) throws IOException {
        HookTransformer transformer = transformer(host);
        transform(transformer, "org/example/Server", "file:/opt/server/lib/server.jar");
        transform(transformer, "org/example/Generated", null);
        transform(transformer, null, null);
        assertThat(problems).isEmpty();
    }

    private HookTransformer transformer(HostApplication host) {
        return new HookTransformer(host, StartMoment.CLASS_LOADER, problem -> problems.add(problem.getMessage()));
    }

    private static byte[] transform(HookTransformer transformer, String className, String place) throws IOException {
        try (InputStream file = HookTransformerTest.class.getResourceAsStream("HookTransformerTest.class")) {
            return transformer.transform(null, className, null, domain(place), file.readAllBytes());
        }
    }

    private static ProtectionDomain domain(String place) throws MalformedURLException {
        if (place == null) {
            return new ProtectionDomain(null, null);
        }
        URL url = new URL(null, place, new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL unused) throws IOException {
                throw new IOException("not to be opened");
            }
        });
        return new ProtectionDomain(new CodeSource(url, (Certificate[]) null), null);
    }
}
