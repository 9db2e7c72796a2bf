package io.automigrate.kind;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The processes at the other end of a server's sessions, as far as this machine or this container can know them. Linux lists the TCP
 * sockets of a network namespace in {@code /proc/net/tcp}. A container that is started again in its pod keeps the network namespace, so it
 * sees that the process before it has gone although the server still works for that process.
 */
public final class ClientProcesses {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int LOCAL_ADDRESS = 1;
    private static final int INODE = 9;
    private static final int HEX = 16;

    /** The kernel keeps a socket for some time after its process has ended, without an inode. */
    private static final String NO_INODE = "0";

    private final Path sockets;
    private final Path files;

    /**
     * @param sockets the folder with the kernel's lists {@code tcp} and {@code tcp6}
     * @param files the folder with the open files of this process
     */
    ClientProcesses(Path sockets, Path files) {
        this.sockets = sockets;
        this.files = files;
    }

    /** Returns the processes of the network namespace of this process. */
    public static ClientProcesses ofThisNetwork() {
        return new ClientProcesses(Path.of("/proc/self/net"), Path.of("/proc/self/fd"));
    }

    /** The process that has opened a session, as far as it is known. */
    public enum Owner {
        /** The process may be on another machine, or nothing is known. */
        UNKNOWN(""),
        /** The process runs on this machine or in this container, and is not this process. */
        OTHER(""),
        THIS_PROCESS(" that this process itself has opened"),
        GONE(" whose process has gone");

        private final String clause;

        Owner(String clause) {
            this.clause = clause;
        }

        /** Returns the clause that a log line adds to the session; empty where there is nothing to say. */
        public String clause() {
            return clause;
        }
    }

    /**
     * The client's end of a session, as the server sees it.
     *
     * @param host the address, or {@code localhost}
     * @param port the client's port
     */
    public record Client(String host, int port) {
        /**
         * Reads {@code 10.0.0.7:43210}.
         *
         * @return a client without a port where the text is of another form, for example for a Unix socket
         */
        public static Client of(String text) {
            int colon = text == null ? -1 : text.lastIndexOf(':');
            try {
                return new Client(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
            } catch (IndexOutOfBoundsException | NumberFormatException | NullPointerException e) {
                return new Client("", 0);
            }
        }
    }

    /**
     * Returns the owner of another session. The own session is the proof that the server sees the sockets of this network namespace, and
     * not those of a proxy or of an address translation.
     *
     * @param own a session of this process
     * @param other a session of the same server
     */
    public Owner owner(Client own, Client other) {
        if (!own.host().equals(other.host()) || own.port() <= 0 || other.port() <= 0) {
            return Owner.UNKNOWN;
        }
        try {
            List<Socket> all = sockets();
            if (find(all, own).isEmpty()) {
                return Owner.UNKNOWN;
            }
            Optional<Socket> socket = find(all, other);
            if (socket.isEmpty()) {
                return Owner.GONE;
            }
            return isOfThisProcess(socket.get()) ? Owner.THIS_PROCESS : Owner.OTHER;
        } catch (IOException e) {
            // This is not Linux, or the process may not read the list.
            return Owner.UNKNOWN;
        }
    }

    private record Socket(InetAddress address, int port, String inode) {}

    private static Optional<Socket> find(List<Socket> sockets, Client client) throws UnknownHostException {
        boolean isName = client.host().equals("localhost");
        if (!isName && !ADDRESS.matcher(client.host()).matches()) {
            return Optional.empty();
        }
        InetAddress address = isName ? InetAddress.getLoopbackAddress() : InetAddress.getByName(client.host());
        return sockets.stream()
                .filter(socket -> socket.port() == client.port())
                .filter(socket -> isName
                        ? socket.address().isLoopbackAddress()
                        : socket.address().equals(address))
                .findFirst();
    }

    private boolean isOfThisProcess(Socket socket) throws IOException {
        Path target = Path.of("socket:[" + socket.inode() + "]");
        try (DirectoryStream<Path> open = Files.newDirectoryStream(files)) {
            for (Path file : open) {
                if (isLinkTo(file, target)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isLinkTo(Path file, Path target) {
        try {
            return Files.readSymbolicLink(file).equals(target);
        } catch (IOException e) {
            // Another thread has closed the file.
            return false;
        }
    }

    private List<Socket> sockets() throws IOException {
        List<Socket> found = new ArrayList<>();
        for (String name : new String[] {"tcp", "tcp6"}) {
            Path list = sockets.resolve(name);
            if (Files.isReadable(list)) {
                // The first line names the columns.
                for (String line : Files.readAllLines(list).stream().skip(1).toList()) {
                    String[] columns = BLANKS.split(line.strip());
                    if (columns.length > INODE && !columns[INODE].equals(NO_INODE)) {
                        found.add(socket(columns[LOCAL_ADDRESS], columns[INODE]));
                    }
                }
            }
        }
        return found;
    }

    /** Reads {@code 0100007F:0CEA}: words in the byte order of the machine, and the port. */
    private static Socket socket(String text, String inode) throws UnknownHostException {
        int colon = text.indexOf(':');
        int digits = 2 * Integer.BYTES;
        ByteBuffer address = ByteBuffer.allocate(colon / 2).order(ByteOrder.nativeOrder());
        for (int at = 0; at < colon; at += digits) {
            address.putInt(Integer.parseUnsignedInt(text.substring(at, at + digits), HEX));
        }
        return new Socket(
                InetAddress.getByAddress(address.array()), Integer.parseInt(text.substring(colon + 1), HEX), inode);
    }
}
