package io.automigrate.it.torture;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.net.FreePort;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Asks the health port while many clients hold connections to it. */
final class HealthLoad {
    private static final String REQUEST = "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n";

    /** The promise; kubelet waits as long by default. */
    private static final int PROBE_MILLIS = 1000;

    private final TortureSettings settings;
    private final Ledger ledger;
    private final Path folder;
    private final Ledger.Subject subject = new Ledger.Subject(Experiment.HEALTH_PORT, Database.POSTGRESQL.name());

    HealthLoad(TortureSettings settings, Ledger ledger, Path folder) {
        this.settings = settings;
        this.ledger = ledger;
        this.folder = folder;
    }

    Ledger.Subject subject() {
        return subject;
    }

    void run(int number, int clients, int probes) throws IOException, InterruptedException {
        Scripts scripts = Scripts.person().versioned("3", "long", "SELECT pg_sleep(600);");
        Stage stage = new Stage(Database.POSTGRESQL, folder, scripts, List.of());
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        int port = FreePort.pick();
        Random random = settings.random(subject.experiment(), subject.database(), number);
        Trial trial = new Trial(
                subject, "run " + number + " of seed " + settings.seed() + ", " + clients + " clients", ledger);
        List<Socket> sockets = new ArrayList<>();
        try (RunningJvm jvm = stage.start(database)
                .environment("AUTO_MIGRATE_HEALTH_PORT", Integer.toString(port))
                .start()) {
            jvm.awaitLine("Applying 3 of 3");
            for (int i = 0; i < clients; i++) {
                sockets.add(client(port, random));
            }
            for (int probe = 0; probe < probes; probe++) {
                disturb(sockets, random);
                boolean isAnswered = probe(port);
                trial.expect(isAnswered, Invariant.ANSWER, "no answer to probe " + probe + " within a second");
                ledger.saw(subject, isAnswered ? "probes answered within a second" : "probes without an answer");
            }
            FinishedJvm ended = jvm.terminate().finish();
            trial.wrote(ended);
            trial.expect(ended.exitCode() == 143, Invariant.EXIT_CODE, "the start ended with " + ended.exitCode());
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
            Residue.drop(Database.POSTGRESQL, database);
        }
        ledger.ran(subject);
    }

    private static Socket client(int port, Random random) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        int sent = random.nextInt(3) == 0 ? 0 : random.nextInt(REQUEST.length() + 1);
        socket.getOutputStream().write(REQUEST.substring(0, sent).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Lets some clients talk on, whatever the server has done with them. */
    private static void disturb(List<Socket> sockets, Random random) {
        for (int i = 0; i < Math.min(8, sockets.size()); i++) {
            Socket socket = sockets.get(random.nextInt(sockets.size()));
            try {
                OutputStream out = socket.getOutputStream();
                out.write("x".repeat(random.nextInt(2000)).getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // The server has closed this connection.
                continue;
            }
        }
    }

    private static boolean probe(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PROBE_MILLIS);
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(12);
            return new String(answer, StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
