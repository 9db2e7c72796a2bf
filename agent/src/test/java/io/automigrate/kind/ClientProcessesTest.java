package io.automigrate.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.automigrate.kind.ClientProcesses.Client;
import io.automigrate.kind.ClientProcesses.Owner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientProcessesTest {
    /** Made by Linux on a little-endian machine: 10.0.0.7 and ::ffff:10.0.0.7, fd00::7, 127.0.0.1. */
    private static final String TCP = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0700000A:A410 0100000A:1538 01 00000000:00000000 00:00000000 00000000  1000        0 71001 1 0
               1: 0700000A:A411 0100000A:1538 05 00000000:00000000 00:00000000 00000000     0        0 0 1 0
               2: 0100007F:A412 0100007F:0CEA 01 00000000:00000000 00:00000000 00000000  1000        0 71002 1 0
            """;

    private static final String TCP6 = """
              sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0000000000000000FFFF00000700000A:A420 0000000000000000FFFF00000100000A:1538 01 00000000:00000000 00:00000000 00000000  1000        0 71003 1 0
               1: 000000FD000000000000000007000000:A421 000000FD000000000000000001000000:1538 01 00000000:00000000 00:00000000 00000000  1000        0 71004 1 0
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void lists() throws IOException {
        assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the lists are of a little-endian machine");
        Files.writeString(folder.resolve("tcp"), TCP);
        Files.writeString(folder.resolve("tcp6"), TCP6);
        Files.createDirectory(folder.resolve("fd"));
        Files.createSymbolicLink(folder.resolve("fd").resolve("7"), Path.of("socket:[71003]"));
    }

    // 0xA410 is 42000.
    @ParameterizedTest(name = "{0} sees {1}: {2}")
    @CsvSource({
        // The socket is there, in one of the two lists.
        "10.0.0.7:42000, 10.0.0.7:42016, THIS_PROCESS",
        "10.0.0.7:42016, 10.0.0.7:42000, OTHER",
        "fd00::7:42017, fd00::7:42017, OTHER",
        "localhost:42002, localhost:42002, OTHER",
        // The kernel still closes the socket of an ended process.
        "10.0.0.7:42000, 10.0.0.7:42001, GONE",
        // There is no such socket.
        "10.0.0.7:42000, 10.0.0.7:50000, GONE",
        "10.0.0.7:42016, 10.0.0.7:50000, GONE",
        "127.0.0.1:42002, 127.0.0.1:50000, GONE",
        "localhost:42002, localhost:50000, GONE",
        // The session comes from another machine.
        "10.0.0.7:42000, 10.0.0.8:50000, UNKNOWN",
        // The server sees a proxy, or a translated address: the own session is not in the list.
        "10.0.0.7:41000, 10.0.0.7:50000, UNKNOWN",
        "127.0.0.1:42000, 127.0.0.1:50000, UNKNOWN",
        "192.168.0.1:42000, 192.168.0.1:50000, UNKNOWN",
        "localhost:42000, localhost:50000, UNKNOWN",
        // A name would have to be asked for.
        "shop-7.local:42000, shop-7.local:50000, UNKNOWN",
    })
    void the_sockets_of_this_network_tell_the_owner_of_a_session(String own, String other, Owner owner) {
        assertThat(processes(folder).owner(Client.of(own), Client.of(other))).isEqualTo(owner);
    }

    private static ClientProcesses processes(Path folder) {
        return new ClientProcesses(folder, folder.resolve("fd"));
    }

    @ParameterizedTest
    @CsvSource(
            value = {"localhost", "''", "null", "10.0.0.7:", "10.0.0.7:x"},
            nullValues = "null")
    void nothing_is_known_of_a_client_without_a_port(String text) {
        assertThat(Client.of(text)).isEqualTo(new Client("", 0));
        assertThat(processes(folder).owner(Client.of(text), Client.of(text))).isEqualTo(Owner.UNKNOWN);
    }

    @Test
    void nothing_is_known_on_another_system_than_linux() {
        assertThat(processes(folder.resolve("none"))
                        .owner(new Client("10.0.0.7", 42000), new Client("10.0.0.7", 50000)))
                .isEqualTo(Owner.UNKNOWN);
    }

    @Test
    void the_kernel_tells_the_owner_of_real_sockets() throws IOException {
        assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "this is not Linux");
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        ClientProcesses processes = ClientProcesses.ofThisNetwork();
        try (ServerSocket server = new ServerSocket(0, 2, loopback);
                Socket own = new Socket(loopback, server.getLocalPort());
                Socket ownAtServer = server.accept()) {
            Client ownClient = new Client("127.0.0.1", ownAtServer.getPort());
            assertThat(own.getLocalPort()).isEqualTo(ownClient.port());
            Client otherClient;
            Socket otherAtServer;
            try (Socket other = new Socket(loopback, server.getLocalPort())) {
                otherAtServer = server.accept();
                otherClient = new Client("127.0.0.1", other.getLocalPort());

                assertThat(processes.owner(ownClient, otherClient)).isEqualTo(Owner.THIS_PROCESS);
            }
            assertThat(processes.owner(ownClient, otherClient)).isEqualTo(Owner.GONE);
            otherAtServer.close();
        }
    }
}
