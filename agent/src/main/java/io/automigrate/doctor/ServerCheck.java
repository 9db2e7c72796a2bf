package io.automigrate.doctor;

import io.automigrate.failure.ExitCode;
import io.automigrate.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Checks the way to a server without a driver: the name and the port. The check tries several servers one after the other. */
final class ServerCheck {
    private ServerCheck() {}

    /** Adds how far the check came on the way to a server that did not answer; nothing when only the driver can read the URL. */
    static void check(Settings settings, CheckedSubject findings) {
        for (String server : settings.account().address().endpoint().orElse("").split(",")) {
            checkServer(server.strip(), settings, findings);
        }
    }

    private static void checkServer(String server, Settings settings, CheckedSubject findings) {
        int colon = server.lastIndexOf(':');
        if (colon < 0 || !server.substring(colon + 1).matches("[0-9]{1,5}")) {
            return;
        }
        String host = server.substring(0, colon).replace("[", "").replace("]", "");
        int port = Integer.parseInt(server.substring(colon + 1));
        List<InetAddress> addresses = new ArrayList<>();
        try {
            addresses.addAll(List.of(InetAddress.getAllByName(host)));
        } catch (UnknownHostException e) {
            findings.fail(
                    "The name \"" + host + "\" has no address here",
                    "correct the name in the URL; in a container it is the service's name, in the same network",
                    ExitCode.DATABASE_UNREACHABLE);
            return;
        }
        StringJoiner names = new StringJoiner(", ");
        addresses.forEach(address -> names.add(address.getHostAddress()));
        int millis = (int) Math.min(settings.waiting().connectTimeout().toMillis(), Integer.MAX_VALUE);
        IOException last = null;
        for (InetAddress address : addresses) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, port), millis);
                findings.ok("\"" + host + "\" is " + names + ", and something listens at port " + port);
                return;
            } catch (IOException e) {
                last = e;
            }
        }
        findings.fail(
                "\"" + host + "\" is " + names + ", but port " + port + " can't be reached: "
                        + (last == null ? "" : last.getMessage()),
                "see that the database is started and listens at this port, and that no firewall or network policy is between",
                ExitCode.DATABASE_UNREACHABLE);
    }
}
