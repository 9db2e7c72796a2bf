package io.automigrate.it.net;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The answer of a web server. */
public final class WebPage {
    private WebPage() {}

    /** Returns the text of a page without the white space around it; a server may say that it is there before it is. */
    public static String read(String url, Duration patience) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        // A server that is not quite there may take a connection and never answer.
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(10))
                .build();
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == 200 || System.nanoTime() > deadline) {
                    return response.body().trim();
                }
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
            Thread.sleep(50);
        }
    }
}
