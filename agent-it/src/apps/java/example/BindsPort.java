package example;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An application that opens a port as the first thing that it does, answers one request there, and ends. */
public final class BindsPort {
    private BindsPort() {}

    /**
     * Opens the port.
     *
     * @param args the number of the port
     */
    public static void main(String[] args) throws IOException {
        try (ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress(Integer.parseInt(args[0])));
            System.out.println("listening");
            try (Socket client = server.accept()) {
                byte[] request = new byte[8192];
                client.getInputStream().read(request);
                String answer = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\nConnection: close\r\n\r\napplication";
                client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
