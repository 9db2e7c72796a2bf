package io.automigrate.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.kind.known.DatabaseKinds;
import io.automigrate.url.JdbcUrl;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorSubjectTest {
    @ParameterizedTest
    @CsvSource({
        "postgresql, 42P01, 0, SCRIPT",
        "postgresql, 42501, 0, RIGHT",
        "postgresql, 23505, 0, DATA",
        "postgresql, 22001, 0, DATA",
        "postgresql, 53100, 0, RESOURCES",
        "postgresql, 53300, 0, CONNECTIONS",
        "postgresql, 55006, 0, SERVER",
        "postgresql, 57014, 0, SERVER",
        "postgresql, 57P01, 0, SERVER",
        "postgresql, 58030, 0, SERVER",
        "postgresql, 0A000, 0, UNSUPPORTED",
        "postgresql, 25001, 0, TRANSACTION",
        "postgresql, 40P01, 0, CONFLICT",
        "postgresql, 08006, 0, CONNECTION",
        "mysql, 42000, 1142, RIGHT",
        "mysql, 42000, 1064, SCRIPT",
        "mysql, 42000, 1226, CONNECTIONS",
        "mysql, HY000, 1114, RESOURCES",
        "mysql, HY000, 1364, DATA",
        "mysql, 40001, 1213, CONFLICT",
        "mysql, 42000, 1235, UNSUPPORTED",
        "mariadb, 70100, 1969, SERVER",
        "mariadb, 23000, 4025, DATA",
        "sqlite, , 19, DATA",
        "sqlite, , 2067, DATA",
        "sqlite, , 13, RESOURCES",
        "sqlite, , 8, SERVER",
        "sqlite, , 1, SCRIPT",
        "h2, 90096, 90096, RIGHT",
        "h2, 23505, 23505, DATA",
        "h2, 42S02, 42102, SCRIPT",
        "oracle, 42000, 1031, RIGHT",
        "oracle, 72000, 1653, RESOURCES",
        "oracle, 23000, 1400, DATA",
        "oracle, 42000, 942, SCRIPT",
    })
    void an_error_is_told_by_its_state_or_by_the_code_of_the_database(
            String word, String state, int code, ErrorSubject subject) {
        DatabaseKind kind = DatabaseKinds.of(new JdbcUrl("jdbc:" + word + ":x"));
        assertThat(kind.errors().subject(new SQLException("x", state, code))).isEqualTo(subject);
    }
}
