package io.automigrate.database;

import static io.automigrate.kind.ConnectionFault.NOT_READY;
import static io.automigrate.kind.ConnectionFault.REJECTED;
import static io.automigrate.kind.ConnectionFault.UNUSABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.database.driver.UrlNotAcceptedException;
import io.automigrate.kind.ConnectionFault;
import io.automigrate.url.JdbcUrl;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionProblemTest {
    private static final String POSTGRESQL = "jdbc:postgresql://db:5432/shop";

    // As the drivers of today throw them, most of them recorded from real servers.
    @ParameterizedTest
    @CsvSource({
        "NOT_READY,        57P03, FATAL: the database system is starting up",
        "NOT_READY,        57P01, FATAL: terminating connection due to administrator command",
        "NOT_READY,        53300, FATAL: sorry, too many clients already",
        "NOT_READY,        53300, FATAL: too many connections for role shop",
        "NOT_READY,        08004, The authentication type 1852796513 is not supported.",
        "NOT_READY,        08004, SCRAM authentication failed: could not parse the server's message",
        "NOT_READY,        08004, Invalid SCRAM client initialization",
        "NOT_READY,        08004, Received AuthenticationSASL message with 0 mechanisms!",
        "REJECTED,         08004, 'Channel Binding is required, but SSL is not in use'",
        "REJECTED,         08004, 'Channel Binding is required, but server did not offer an authentication method for channel binding'",
        "ACCOUNT_REFUSED,  08004, The authentication type 7 is not supported.",
        "NOT_READY,        08P01, An error occurred while setting up the SSL connection.",
        "NOT_READY,        08001, Could not find a server with specified targetServerType: primary",
        "ACCOUNT_REFUSED,  28P01, FATAL: password authentication failed for user shop",
        "ACCOUNT_REFUSED,  28000, FATAL: role nologin is not permitted to log in",
        "ACCOUNT_REFUSED,  42501, FATAL: permission denied for database priv",
        "UNUSABLE,         08004, The server requested SCRAM-based authentication but no password was provided.",
        "NO_SUCH_DATABASE, 3D000, FATAL: database nodb does not exist",
        "NO_SUCH_DATABASE, 57P04, FATAL: database shop was dropped",
        "REJECTED,         08004, The server does not support SSL.",
        "REJECTED,         55000, FATAL: database template0 is not currently accepting connections",
        "UNUSABLE,         22023, connectTimeout parameter value must be an integer but was: abc",
        "UNUSABLE,         99999, Unable to parse URL",
    })
    void postgresql_tells_by_state(ConnectionFault kind, String state, String message) {
        assertThat(kind(POSTGRESQL, new SQLException(message, state))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UNUSABLE        | 08004 | The server requested SCRAM-based authentication, but no password was provided. | AUTO_MIGRATE_PASSWORD
            UNUSABLE        | 08006 | Could not open SSL root certificate file /root/.postgresql/root.crt. | sslrootcert=
            ACCOUNT_REFUSED | 28000 | FATAL: no pg_hba.conf entry for host "10.0.0.7", user "shop", database "shop", no encryption | sslmode=require
            ACCOUNT_REFUSED | 28000 | FATAL: pg_hba.conf rejects connection for host "10.0.0.7", user "shop", database "shop", no encryption | sslmode=require
            NOT_READY       | 53300 | FATAL: too many connections for role "shop" | CONNECTION LIMIT
            NOT_READY       | 53300 | FATAL: sorry, too many clients already | max_connections
            """)
    void postgresql_tells_by_its_words_what_to_do(ConnectionFault fault, String state, String message, String remedy) {
        ConnectionProblem problem = ConnectionProblem.of(new SQLException(message, state), new JdbcUrl(POSTGRESQL));
        assertThat(problem.fault()).isEqualTo(fault);
        assertThat(problem.remedy()).contains(remedy);
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_READY,        mariadb, 08000, 0",
        "NOT_READY,        mysql,   08S01, 0",
        "NOT_READY,        mysql,   08004, 1040",
        "NOT_READY,        mysql,   42000, 1203",
        "NOT_READY,        mysql,   HY000, 1129",
        "NOT_READY,        mysql,   HY000, 3032",
        "ACCOUNT_REFUSED,  mariadb, 28000, 1045",
        "ACCOUNT_REFUSED,  mariadb, 42000, 1044",
        "ACCOUNT_REFUSED,  mariadb, HY000, 4151",
        "ACCOUNT_REFUSED,  mysql,   08004, 1251",
        "ACCOUNT_REFUSED,  mysql,   HY000, 3118",
        "NO_SUCH_DATABASE, mysql,   42000, 1049",
        "REJECTED,         mysql,   S1009, 0",
        "NOT_READY,        oracle:thin, 66000, 12541",
        "NOT_READY,        oracle:thin, 66000, 12514",
        "NOT_READY,        oracle:thin, 08006, 17002",
        "NOT_READY,        oracle:thin, 22000, 17868",
        "NOT_READY,        oracle:thin, 72000, 1033",
        "ACCOUNT_REFUSED,  oracle:thin, 72000, 1017",
        "ACCOUNT_REFUSED,  oracle:thin, 99999, 28000",
        "UNUSABLE,         oracle:thin, 99999, 17067",
        "NOT_READY,        sqlserver, 08S01, 0",
        "NOT_READY,        sqlserver, S0001, 40613",
        "NOT_READY,        jtds:sqlserver, S1000, 18401",
        "ACCOUNT_REFUSED,  sqlserver, S0001, 18456",
        "NO_SUCH_DATABASE, sqlserver, S0001, 4060",
        "NOT_READY,        h2:tcp, 90067, 90067",
        "NOT_READY,        h2, 90020, 90020",
        "ACCOUNT_REFUSED,  h2, 28000, 28000",
        "NO_SUCH_DATABASE, h2, 90146, 90146",
        "NO_SUCH_DATABASE, h2:tcp, 90149, 90149",
        "UNUSABLE,         h2, 90011, 90011",
        "UNUSABLE,         h2, 90113, 90113",
        "UNUSABLE,         h2, 90062, 90062",
        "NOT_READY,        sqlite, , 5",
        "UNUSABLE,         sqlite, , 14",
        "NO_SUCH_DATABASE, hsqldb:file, S1000, -465",
        "NO_SUCH_DATABASE, derby, XJ004, 40000",
        "NOT_READY,        derby, XJ040, 45000",
        "NOT_READY,        aws-wrapper:mysql, HY000, 2013",
        "REJECTED,         unheard, HY000, 1045",
        "REJECTED,         unheard, , 0",
    })
    void other_vendors_tell_by_code(ConnectionFault kind, String vendor, String state, int code) {
        assertThat(kind("jdbc:" + vendor + "://db/shop", new SQLException("words", state, code)))
                .isEqualTo(kind);
    }

    @Test
    void derby_tells_by_words() {
        String url = "jdbc:derby://db:1527/shop";

        assertThat(kind(url, new SQLException("the database shop was not found.", "08004", 40000)))
                .isEqualTo(ConnectionFault.NO_SUCH_DATABASE);
        assertThat(kind(url, new SQLException("Invalid authentication..", "08004", 40000)))
                .isEqualTo(ConnectionFault.ACCOUNT_REFUSED);
    }

    @Test
    void without_code_and_state_the_type_tells() {
        String url = "jdbc:unheard://db/x";

        assertThat(kind(url, new SQLTransientConnectionException("busy"))).isEqualTo(NOT_READY);
        assertThat(kind(url, new SQLRecoverableException("try again"))).isEqualTo(NOT_READY);
        assertThat(kind(url, new SQLInvalidAuthorizationSpecException("who?")))
                .isEqualTo(ConnectionFault.ACCOUNT_REFUSED);
        assertThat(kind(url, new SQLException(new IOException("net")))).isEqualTo(NOT_READY);
    }

    @Test
    void a_closed_port_differs_from_a_busy_server() {
        ConnectException refused = new ConnectException("Connection refused");

        assertThat(kind(POSTGRESQL, new SQLException("refused", "08001", refused)))
                .isEqualTo(ConnectionFault.NOT_LISTENING);
        assertThat(kind("jdbc:mariadb://db/x", new SQLException("fail", "08000", refused)))
                .isEqualTo(ConnectionFault.NOT_LISTENING);
        assertThat(kind("jdbc:unheard://db/x", new SQLException(refused))).isEqualTo(ConnectionFault.NOT_LISTENING);
        assertThat(kind(POSTGRESQL, new SQLException("slow", "08001", new ConnectException("Connection timed out"))))
                .isEqualTo(NOT_READY);
    }

    @Test
    void of_two_hosts_the_one_that_is_busy_counts() {
        SQLException failure = new SQLException("one", "08001", new ConnectException("Connection refused"));
        failure.setNextException(new SQLException("other", "08001", new SocketTimeoutException("Read timed out")));

        assertThat(kind(POSTGRESQL, failure)).isEqualTo(NOT_READY);
    }

    @Test
    void the_network_gives_the_reason() {
        assertThat(reason(new ConnectException("Connection timed out"))).isEqualTo("no answer (db:5432)");
        assertThat(reason(new SocketTimeoutException("Read timed out"))).isEqualTo("no answer (db:5432)");
        assertThat(reason(new NoRouteToHostException("No route to host"))).isEqualTo("no route to host (db:5432)");
        assertThat(reason(new SocketException("Connection reset")))
                .isEqualTo("connection closed by the server (db:5432)");
        assertThat(reason(new EOFException())).isEqualTo("connection closed by the server (db:5432)");
        assertThat(reason(new SocketException("Network is unreachable"))).isEqualTo("Network is unreachable (db:5432)");
        assertThat(reason(new UnknownHostException("db"))).isEqualTo("unknown host \"db\"");
        assertThat(reason(new UnknownHostException("db: Name or service not known")))
                .isEqualTo("unknown host \"db\"");
    }

    @Test
    void the_server_gives_the_reason_when_the_network_does_not() {
        assertThat(words("FATAL: the database system is starting up\n  Detail: soon"))
                .isEqualTo("the database system is starting up");
        assertThat(words("(conn=7) Access denied for user 'shop'@'%'")).isEqualTo("Access denied for user 'shop'@'%'");
        assertThat(words("The server does not support SSL.")).isEqualTo("The server does not support SSL");
        assertThat(words("The TCP/IP connection to the host db has failed. Error: \"Connection refused. Verify\""))
                .isEqualTo("connection refused (db:5432)");
        assertThat(words(null)).isEqualTo("java.sql.SQLException");
        assertThat(words("x".repeat(1000))).hasSizeLessThan(300).endsWith("…");
    }

    @Test
    void no_answer_within_our_own_limit_is_a_reason_to_wait() {
        assertThat(ConnectionProblem.noAnswer(Duration.ofMillis(5000), new JdbcUrl(POSTGRESQL)))
                .isEqualTo(new ConnectionProblem(NOT_READY, "no answer within 5 s (db:5432)", ""));
    }

    @Test
    void a_certificate_that_is_not_trusted_is_found_behind_the_broken_link() {
        SQLException failure = new SQLException(
                "Communications link failure",
                "08S01",
                new SSLHandshakeException("no")
                        .initCause(new CertificateException(new CertPathValidatorException("no trust anchor"))));

        ConnectionProblem problem = ConnectionProblem.of(failure, new JdbcUrl("jdbc:mysql://db:3306/shop"));

        assertThat(problem.fault()).isEqualTo(REJECTED);
        assertThat(problem.reason()).contains("no trust anchor");
        assertThat(problem.remedy()).contains("javax.net.ssl.trustStore");
    }

    @Test
    void a_handshake_that_was_cut_off_is_no_matter_of_trust() {
        SSLHandshakeException cut = new SSLHandshakeException("Remote host terminated the handshake");

        assertThat(kind(POSTGRESQL, new SQLException("SSL error", "08006", cut)))
                .isEqualTo(NOT_READY);
        assertThat(kind(
                        POSTGRESQL,
                        new SQLException(
                                "SSL error",
                                "08006",
                                new SSLHandshakeException("Received fatal alert: handshake_failure"))))
                .isEqualTo(REJECTED);
    }

    @Test
    void mysqls_public_key_is_explained() {
        ConnectionProblem problem = ConnectionProblem.of(
                new SQLException("Public Key Retrieval is not allowed", "08001"), new JdbcUrl("jdbc:mysql://db/shop"));

        assertThat(problem.fault()).isEqualTo(REJECTED);
        assertThat(problem.remedy()).contains("allowPublicKeyRetrieval=true");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:postgresql://db/x | Invalid sslmode value: requierd                 | UNUSABLE  | verify-ca
            jdbc:postgresql://db/x | Invalid targetServerType value: primry          | UNUSABLE  | correct this parameter
            jdbc:postgresql://db/x | The SSLSocketFactory class provided x.Y could not be instantiated. | UNUSABLE | name of the class
            jdbc:postgresql://db/x | The server requested SCRAM-based authentication, but the password is an empty string. | UNUSABLE | is empty
            jdbc:postgresql://db/x | The server does not support SSL.                | REJECTED  | remove sslmode
            jdbc:mariadb://db/x    | error parsing url: Wrong argument value 'x' for SslMode | UNUSABLE | correct this parameter
            jdbc:mariadb://db/x    | Trying to connect with ssl, but ssl not enabled in the server | REJECTED | remove sslMode
            jdbc:mysql://db/x      | SSL Connection required, but not supported by server. | REJECTED | remove sslMode
            jdbc:mariadb://db/x    | Too many connections                            | NOT_READY | no free connection
            jdbc:mariadb://db/x    | User 'few' has exceeded the 'max_user_connections' resource (current value: 1) | NOT_READY | no free connection
            """)
    void a_refusal_that_has_a_remedy_of_its_own_is_known_by_its_words(
            String url, String words, ConnectionFault fault, String remedy) {
        ConnectionProblem problem = ConnectionProblem.of(new SQLException(words, "08001"), new JdbcUrl(url));

        assertThat(problem.fault()).isEqualTo(fault);
        assertThat(problem.remedy()).contains(remedy);
    }

    @Test
    void a_driver_that_lacks_a_class_while_connecting_is_unusable() {
        ConnectionProblem problem = ConnectionProblem.of(
                new SQLException("the JDBC driver failed", new NoClassDefFoundError("org/ietf/jgss/GSSException")),
                new JdbcUrl(POSTGRESQL));

        assertThat(problem.fault()).isEqualTo(UNUSABLE);
        assertThat(problem.reason()).contains("org.ietf.jgss.GSSException", "java.security.jgss");
    }

    @Test
    void a_url_that_is_not_accepted_is_unusable() {
        assertThat(kind(POSTGRESQL, new UrlNotAcceptedException("org.Driver"))).isEqualTo(UNUSABLE);
    }

    @Test
    void a_file_that_can_not_be_opened_is_explained() {
        ConnectionProblem sqlite = ConnectionProblem.of(
                new SQLException("[SQLITE_CANTOPEN] Unable to open the database file", null, 14),
                new JdbcUrl("jdbc:sqlite:/nosuch/x.db"));
        ConnectionProblem h2 = ConnectionProblem.of(
                new SQLException("Error while creating file \"/proc/x\"", "90062", 90062),
                new JdbcUrl("jdbc:h2:/proc/x/shop"));

        assertThat(sqlite.remedy()).isEqualTo(h2.remedy()).contains("folder", "must exist");
    }

    @Test
    void circular_chains_come_to_an_end() {
        SQLException first = new SQLException("first", "HY000");
        SQLException second = new SQLException("second", "08001", first);
        first.setNextException(second);

        assertThat(kind(POSTGRESQL, first)).isEqualTo(NOT_READY);
    }

    private static ConnectionFault kind(String url, Throwable failure) {
        return ConnectionProblem.of(failure, new JdbcUrl(url)).fault();
    }

    private static String reason(IOException cause) {
        SQLException failure = new SQLException("The connection attempt failed.", "08001", cause);
        ConnectionProblem problem = ConnectionProblem.of(failure, new JdbcUrl(POSTGRESQL));
        assertThat(problem.fault()).isEqualTo(NOT_READY);
        return problem.reason();
    }

    private static String words(String message) {
        return ConnectionProblem.of(new SQLException(message, "08001"), new JdbcUrl(POSTGRESQL))
                .reason();
    }
}
