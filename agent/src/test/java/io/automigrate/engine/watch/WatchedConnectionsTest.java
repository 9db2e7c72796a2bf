package io.automigrate.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.kind.h2.H2;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class WatchedConnectionsTest {
    private final Activity activity = new Activity(H2.kind(), System::nanoTime);
    private final WatchedConnections connections = new WatchedConnections(database(), activity, Optional.empty());

    @Test
    void a_statement_of_any_kind_is_noted_and_knows_the_connection_that_made_it() throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement plain = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("SELECT 2");
                CallableStatement call = connection.prepareCall("CALL 3")) {
            plain.execute("SELECT 1");
            assertThat(activity.lastSql()).isEqualTo("SELECT 1");
            prepared.executeQuery();
            assertThat(activity.lastSql()).isEqualTo("SELECT 2");
            call.execute();
            assertThat(activity.lastSql()).isEqualTo("CALL 3");

            assertThat(List.of(plain.getConnection(), prepared.getConnection(), call.getConnection()))
                    .allSatisfy(made -> assertThat(made).isSameAs(connection));
            assertThat(connections.latest()).isSameAs(connection.unwrap(Connection.class));
        }
    }

    @Test
    void the_class_of_a_connection_has_a_loader_that_sees_the_driver_and_nothing_else_of_the_agent_twice()
            throws Exception {
        try (Connection connection = connections.getConnection()) {
            ClassLoader loader = connection.getClass().getClassLoader();

            assertThat(loader).isNotSameAs(WatchedConnections.class.getClassLoader());
            assertThat(loader.loadClass("org.h2.jdbc.JdbcConnection"))
                    .isSameAs(connection.unwrap(Connection.class).getClass());
            assertThat(loader.loadClass(WatchedConnection.class.getName())).isSameAs(WatchedConnection.class);
        }
    }

    private static JdbcDataSource database() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:");
        return source;
    }
}
