package io.automigrate.database.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DriverWarmUpTest {
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /** Has no driver, or a broken one. */
    private final ClassLoader application = new ClassLoader(null) {
        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            asked.add(name);
            if (name.startsWith("org.h2.")) {
                throw new NoClassDefFoundError("something that the driver needs");
            }
            throw new ClassNotFoundException(name);
        }
    };

    @Test
    void the_class_that_the_url_names_is_loaded_by_the_applications_loader() {
        warmUp(" jdbc:PostgreSQL://db/shop");

        assertThat(asked).containsExactly("org.postgresql.Driver");
    }

    @Test
    void where_several_classes_serve_a_url_the_first_that_is_there_counts() {
        warmUp("jdbc:mysql://db/shop");

        assertThat(asked).contains("com.mysql.cj.jdbc.Driver", "org.mariadb.jdbc.Driver");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jdbc:", "jdbc:unheard-of:x", "postgres://u:p@db/shop", "nonsense"})
    void a_url_that_names_no_known_driver_is_left_to_others(String url) {
        warmUp(url);

        assertThat(asked).isEmpty();
    }

    @Test
    void a_broken_driver_is_found_again_by_a_later_search() {
        warmUp("jdbc:h2:mem:shop");

        assertThat(asked).containsExactly("org.h2.Driver");
    }

    private void warmUp(String url) {
        DriverWarmUp.begin(url, application).end();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("auto-migrate-driver");
    }
}
