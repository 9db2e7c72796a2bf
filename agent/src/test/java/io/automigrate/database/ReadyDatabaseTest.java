package io.automigrate.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadyDatabaseTest {

    @Test
    void product_and_version_are_short() throws Exception {
        assertThat(product("PostgreSQL", "15.18 (Debian 15.18-0+deb12u1)")).isEqualTo("PostgreSQL 15.18");
        assertThat(product("MariaDB", "11.4.5-MariaDB")).isEqualTo("MariaDB 11.4.5");
        assertThat(product("MySQL", "11.4.5-MariaDB")).isEqualTo("MySQL 11.4.5-MariaDB");
        assertThat(product("H2", "2.4.240 (2025-09-22)")).isEqualTo("H2 2.4.240");
        assertThat(product("Microsoft SQL Server", "16.00.4135")).isEqualTo("Microsoft SQL Server 16.00.4135");
        assertThat(product("Oracle", "Oracle Database 23ai Free Release 23.0.0.0.0 - for Free\nVersion 23.4.0.24.05"))
                .isEqualTo("Oracle 23.4.0.24.05");
        assertThat(product("Oracle", "Oracle Database 11g Release 11.2.0.4.0 - 64bit\nWith options"))
                .isEqualTo("Oracle Database 11g Release 11.2.0.4.0 - 64bit");
        assertThat(product("Odd", "")).isEqualTo("Odd");
        assertThat(product(null, null)).isEqualTo("database");
    }

    @Test
    void there_is_no_connection_without_an_attempt() {
        Connection connection = StubConnection.open();

        assertThatThrownBy(() -> new ReadyDatabase(connection, Duration.ZERO, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String product(String name, String version) throws Exception {
        return ReadyDatabase.product(StubConnection.of(name, version));
    }
}
