package io.automigrate.outcome;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One POST over HTTP/1.1. {@code HttpURLConnection} would ask for a {@code System.Logger}, and this would start the application's logging
 * library before the application does.
 */
final class HttpPost {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int LONGEST_LINE = 1000;

    private final URI url;
    private final int timeout;
    private final Socket socket = new Socket();

    /**
     * @param timeout the limit for each step, in milliseconds
     */
    HttpPost(URI url, int timeout) {
        this.url = url;
        this.timeout = timeout;
    }

    /** Sends the body and returns the status of the response. */
    int send(String json) throws IOException {
        boolean isTls = url.getScheme().equalsIgnoreCase("https");
        int port = url.getPort() < 0 ? isTls ? HTTPS : HTTP : url.getPort();
        try (socket) {
            socket.connect(new InetSocketAddress(url.getHost(), port), timeout);
            socket.setSoTimeout(timeout);
            if (!isTls) {
                return exchange(socket, json);
            }
            try (SSLSocket tls = encrypted(port)) {
                return exchange(tls, json);
            }
        }
    }

    /** Ends the request from another thread. */
    void abort() {
        try {
            socket.close();
        } catch (IOException e) {
            // The socket is closed.
            return;
        }
    }

    /**
     * Returns an encrypted socket. {@code SSLContext.getDefault} is no choice: the JVM makes that context once, from the system properties
     * of this moment, and the application would get it as well.
     */
    private SSLSocket encrypted(int port) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, url.getHost(), port, true);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS can't be used: " + e.getMessage(), e);
        }
    }

    private int exchange(Socket connected, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        OutputStream out = connected.getOutputStream();
        out.write(head(body.length).getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connected.getInputStream(), StandardCharsets.ISO_8859_1));
        return status(firstLine(in));
    }

    private String head(int length) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String user = url.getUserInfo();
        String authorization = user == null
                ? ""
                : "Authorization: Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8))
                        + "\r\n";
        return "POST " + path + query + " HTTP/1.1\r\n"
                + "Host: " + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()) + "\r\n"
                + "User-Agent: auto-migrate\r\n"
                + "Content-Type: application/json\r\n"
                + "Content-Length: " + length + "\r\n"
                + authorization
                + "Connection: close\r\n\r\n";
    }

    private static String firstLine(BufferedReader in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n' && line.length() < LONGEST_LINE; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /** {@code HTTP/1.1 204 No Content}. */
    private static int status(String line) throws IOException {
        String[] words = line.split(" ");
        if (words.length >= 2 && words[0].startsWith("HTTP/")) {
            try {
                return Integer.parseInt(words[1]);
            } catch (NumberFormatException e) {
                throw new IOException("the response is not HTTP: \"" + line + '"', e);
            }
        }
        throw new IOException(
                line.isEmpty() ? "the connection was closed without an answer" : "the response is not HTTP");
    }
}
