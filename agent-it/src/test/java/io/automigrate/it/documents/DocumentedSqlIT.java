package io.automigrate.it.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The statements in the documents do what the pages say, on the database that the page names. A block without a test fails. */
class DocumentedSqlIT {
    private static final String ACCOUNTS = "docs/operations/accounts.md";
    private static final String FAILURES = "docs/operations/failures.md";
    private static final String WAITING = "docs/operations/waiting.md";

    /** The number of the process in the pages. */
    private static final String PROCESS = "4711";

    @TempDir
    private Path folder;

    private static List<PageBlock> blocks() throws IOException {
        return PageBlock.in("sql").stream()
                .filter(block -> !block.before().startsWith("<!-- checked by"))
                .toList();
    }

    /** Returns the statements of a block, each with its comment. */
    private static List<String> statements(String page, int block) throws IOException {
        List<PageBlock> ofPage =
                blocks().stream().filter(candidate -> candidate.isOn(page)).toList();
        return ofPage.get(block).text().lines().toList();
    }

    @Test
    void each_block_is_executed_by_a_test_of_this_class() throws IOException {
        Map<String, Long> count = blocks().stream()
                .collect(Collectors.groupingBy(block -> block.page().toString(), TreeMap::new, Collectors.counting()));

        assertThat(count).isEqualTo(Map.of(ACCOUNTS, 2L, FAILURES, 1L, WAITING, 2L));
    }

    @Test
    void the_application_reads_and_writes_rows_and_the_owner_makes_tables() throws Exception {
        try (PostgresServer server = PostgresServer.start()) {
            FreshDatabase database = server.create();
            FreshDatabase administrator = new FreshDatabase(database.url(), "postgres", "");
            statements(ACCOUNTS, 0).forEach(administrator::execute);
            FreshDatabase owner = new FreshDatabase(database.url(), "shop_owner", "…");
            FreshDatabase application = new FreshDatabase(database.url(), "shop", "…");

            owner.execute("CREATE TABLE shop.product (id SERIAL)");
            application.execute("INSERT INTO shop.product DEFAULT VALUES", "DELETE FROM shop.product");
            assertThatThrownBy(() -> application.execute("CREATE TABLE shop.mine (id INT)"))
                    .hasMessageContaining("permission denied for schema shop");

            // The history that the administrator makes gives no rights by default.
            administrator.execute("CREATE TABLE flyway_schema_history (version INT)");
            String read = "SELECT version FROM flyway_schema_history";
            assertThatThrownBy(() -> application.query(read)).hasMessageContaining("permission denied");
            statements(ACCOUNTS, 1).forEach(administrator::execute);
            assertThat(application.query(read)).isEmpty();
        }
    }

    @Test
    void an_unfinished_index_is_found_and_dropped() throws IOException {
        FreshDatabase database = Database.POSTGRESQL
                .create(folder)
                .execute("CREATE TABLE orders (day INT)", "INSERT INTO orders VALUES (1), (1)");
        assertThatThrownBy(() -> database.execute("CREATE UNIQUE INDEX CONCURRENTLY orders_by_day ON orders (day)"))
                .hasMessageContaining("could not create unique index");
        List<String> statements = statements(FAILURES, 0);

        assertThat(database.query(statements.get(0))).containsExactly("orders_by_day");
        database.execute(statements.get(1));

        assertThat(database.query(statements.get(0))).isEmpty();
    }

    @Test
    void the_session_for_which_a_statement_waits_is_looked_at_and_ended() throws Exception {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        try (Connection idle = database.connect()) {
            String process = session(idle, "SELECT pg_backend_pid()");
            List<String> statements = statements(WAITING, 0);

            assertThat(database.query(statements.get(0).replace(PROCESS, process)))
                    .singleElement()
                    .asString()
                    .startsWith(process + " | idle");
            database.execute(statements.get(1).replace(PROCESS, process));

            assertThat(isOpen(idle)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void the_session_that_holds_the_lock_is_ended(Database kind) throws Exception {
        FreshDatabase database = kind.create(folder);
        List<String> ofKind = new ArrayList<>(statements(WAITING, 1));
        ofKind.removeIf(statement ->
                !statement.replaceAll(".*-- ", "").contains(kind == Database.MARIADB ? "MariaDB" : "PostgreSQL"));
        assertThat(ofKind).hasSize(1);
        try (Connection holder = database.connect()) {
            String process =
                    session(holder, kind == Database.MARIADB ? "SELECT CONNECTION_ID()" : "SELECT pg_backend_pid()");

            database.execute(ofKind.get(0).replace(PROCESS, process));

            assertThat(isOpen(holder)).isFalse();
        }
    }

    private static String session(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static boolean isOpen(Connection connection) {
        try {
            session(connection, "SELECT 1");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
