package io.automigrate.migration.classpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The URLs are as the hosts named in docs/hosts.md gave them. */
class ClassPathUrlTest {

    @ParameterizedTest
    @CsvSource({
        "file:/app/classes/, /app/classes, ''",
        "file:/app/lib/a.jar, /app/lib/a.jar, ''",
        "file:/my%20app/a+b.jar, /my app/a+b.jar, ''",
        "file:/my app/a.jar, /my app/a.jar, ''",
        "jar:file:/app/lib/a.jar!/, /app/lib/a.jar, ''",
        "jar:nested:/app.jar/!BOOT-INF/lib/a.jar!/, /app.jar, BOOT-INF/lib/a.jar",
        "jar:nested:/my%20app+1.jar/!BOOT-INF/classes/!/, /my app+1.jar, BOOT-INF/classes",
        "jar:file:/app.jar!/BOOT-INF/lib/a.jar!/, /app.jar, BOOT-INF/lib/a.jar",
        "jar:file:/app.jar!/BOOT-INF/classes!/, /app.jar, BOOT-INF/classes",
        "jar:file:/app.war!/WEB-INF/classes/, /app.war, WEB-INF/classes",
        "war:file:/app.war*/WEB-INF/lib/a.jar, /app.war, WEB-INF/lib/a.jar",
        "jar:war:file:/app.war*/WEB-INF/lib/a.jar!/, /app.war, WEB-INF/lib/a.jar",
        "wsjar:file:/app.war!/WEB-INF/classes/, /app.war, WEB-INF/classes"
    })
    void an_element_of_a_class_path_is_a_file_or_something_inside_it(String url, Path file, String inside) {
        assertThat(ClassPathUrl.parse(url(url), "")).contains(new ClassPathUrl(file, inside));
    }

    @ParameterizedTest
    @CsvSource({
        "file:/app/classes/db/migration, /app/classes, ''",
        "jar:file:/app/lib/a.jar!/db/migration/, /app/lib/a.jar, ''",
        "wsjar:file:/app.war!/WEB-INF/classes/db/migration, /app.war, WEB-INF/classes"
    })
    void the_element_that_holds_a_folder_is_what_stands_before_it(String url, Path file, String inside) {
        assertThat(ClassPathUrl.parse(url(url), "db/migration")).contains(new ClassPathUrl(file, inside));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vfs:/content/app.war/WEB-INF/classes",
                "jar:https://example.com/a.jar!/",
                "jar:file:/a.jar!/b.jar!/c.jar!/",
                "jar:nested:/app.jar",
                "bundleresource://12.fwk/"
            })
    void a_url_of_another_form_is_ignored(String url) {
        assertThat(ClassPathUrl.parse(url(url), "")).isEmpty();
    }

    @Test
    void a_url_that_does_not_end_with_the_folder_is_not_parsed() {
        assertThat(ClassPathUrl.parse(url("file:/app/db/migrations"), "db/migration"))
                .isEmpty();
    }

    private static URL url(String text) {
        try {
            // Without the handlers of the hosts: the text alone counts.
            return new URL(null, text, new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) throws IOException {
                    throw new IOException("not to be opened");
                }
            });
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
