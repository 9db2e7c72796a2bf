package io.automigrate.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.engine.jdbc.DelegatingConnection;
import io.automigrate.engine.jdbc.DelegatingDataSource;
import io.automigrate.engine.jdbc.Execution;
import io.automigrate.kind.h2.H2;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class CallingConnectionsTest {
    private final Activity activity = new Activity(H2.kind(), () -> 0);
    private final List<Boolean> calling = new ArrayList<>();

    @Test
    void a_statement_that_flyway_does_not_know_counts_as_a_call_while_the_database_executes_it() throws SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:");
        try (Connection connection = new CallingConnections(new Asked(database), activity).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }

        assertThat(calling).containsExactly(true);
        assertThat(activity.isCalling()).isFalse();
    }

    private final class Asked extends DelegatingDataSource {
        Asked(JdbcDataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return new DelegatingConnection(inner().getConnection()) {
                @Override
                protected <T> T execute(Statement statement, String sql, Execution<T> execution) throws SQLException {
                    calling.add(activity.isCalling());
                    return execution.perform();
                }
            };
        }
    }
}
