package io.automigrate.it.net;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server with one JSON text for each path, and 404 for all other paths. */
public final class JsonServer implements AutoCloseable {
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> served = new CopyOnWriteArrayList<>();
    private final String header;
    private final String secret;
    private final HttpServer server;

    /**
     * Starts the server.
     *
     * @param header the name of the header without which a request is refused with 403
     * @param secret the value of this header
     */
    public JsonServer(String header, String secret) {
        this.header = header;
        this.secret = secret;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** Adds the answer for a path. */
    public JsonServer with(String path, String json) {
        answers.put(path, json);
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean isKnown = secret.equals(exchange.getRequestHeaders().getFirst(header));
        String json = answers.get(path);
        byte[] body = (isKnown && json != null ? json : "{\"errors\":[]}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(isKnown ? json == null ? 404 : 200 : 403, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
        if (isKnown && json != null) {
            served.add(path);
        }
    }

    /** Returns the address, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns the paths that were answered, in the order of the requests. */
    public List<String> served() {
        return served;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
