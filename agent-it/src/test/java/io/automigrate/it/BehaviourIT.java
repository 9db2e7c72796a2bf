package io.automigrate.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.database.Database;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each cell of the table "Where databases differ" in docs/behaviour.md has a test that runs on that database in every build. */
class BehaviourIT {
    private static final Path SOURCES =
            Path.of(System.getProperty("it.docs"), "../agent-it/src/test/java/io/automigrate/it");

    static List<BehaviourRow> rows() {
        return BehaviourRow.all();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void each_cell_is_played_by_the_tests_of_its_row(BehaviourRow row) throws Exception {
        assertThat(row.tests()).isNotEmpty();
        TreeSet<Integer> columns = new TreeSet<>();
        for (String test : row.tests()) {
            String[] names = test.split("\\.");
            databases(method(names[0], names[1])).map(BehaviourRow::column).forEach(columns::add);
            assertThat(source(names[0])).as(test).contains("BehaviourRow.of(\"" + row.situation() + "\")");
        }
        assertThat(columns).isEqualTo(row.played());
    }

    private static Method method(String type, String name) throws ClassNotFoundException {
        return Arrays.stream(Class.forName("io.automigrate.it." + type).getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no test " + type + "." + name));
    }

    /** Returns the databases of the test's rows; a test without rows plays PostgreSQL. */
    private static Stream<Database> databases(Method test) {
        EnumSource constants = test.getAnnotation(EnumSource.class);
        CsvSource table = test.getAnnotation(CsvSource.class);
        if (constants != null) {
            return Arrays.stream(constants.names()).map(Database::valueOf);
        }
        assertThat(test.getAnnotation(SampledEnumSource.class))
                .as("%s: a sample leaves cells of the table out", test)
                .isNull();
        return table == null
                ? Stream.of(Database.POSTGRESQL)
                : Arrays.stream(table.value()).map(row -> Database.valueOf(row.split(",")[0].strip()));
    }

    private static String source(String type) throws IOException {
        return Files.readString(SOURCES.resolve(type + ".java"));
    }
}
