package io.automigrate.outcome;

import java.nio.charset.StandardCharsets;

/**
 * The answers of the health port. A deployment need not change the probes of its application: only the last part of the path counts, so
 * that {@code /actuator/health/liveness} and {@code /q/health/live} work as well.
 */
final class HealthAnswer {
    private static final String JSON = "application/json";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String PLAIN = "text/plain; charset=utf-8";

    private HealthAnswer() {}

    /**
     * Returns the complete response to a request.
     *
     * @param request the first line of the request: {@code GET /livez HTTP/1.1}
     */
    static String to(String request, Outcome outcome) {
        String[] words = request.split(" ");
        if (words.length != 3 || !words[2].startsWith("HTTP/")) {
            return answer("400 Bad Request", PLAIN, "The request is not HTTP.\n", true);
        }
        boolean isHead = words[0].equals("HEAD");
        if (!isHead && !words[0].equals("GET")) {
            return answer("405 Method Not Allowed\r\nAllow: GET, HEAD", PLAIN, "The methods are GET and HEAD.\n", true);
        }
        return toGet(path(words[1]), outcome, !isHead);
    }

    private static String toGet(String path, Outcome outcome, boolean withBody) {
        if (path.isEmpty() || path.equals("/")) {
            // Browsers show a page with the status 503, and load balancers do not mistake the page for the application.
            return answer("503 Service Unavailable", HTML, HealthPage.of(outcome), withBody);
        }
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "livez", "live", "liveness" ->
                answer(
                        "200 OK",
                        JSON,
                        "{\"status\":\"UP\",\"state\":\"" + outcome.phase().word() + "\"}\n",
                        withBody);
            case "readyz", "ready", "readiness", "startup", "started", "health", "healthz" ->
                answer("503 Service Unavailable", JSON, ProgressJson.of(outcome), withBody);
            case "metrics", "prometheus" ->
                answer("200 OK", PrometheusText.CONTENT_TYPE, PrometheusText.of(outcome), withBody);
            default ->
                answer(
                        "404 Not Found",
                        PLAIN,
                        "The application has not started yet. See / for the progress.\n",
                        withBody);
        };
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static String answer(String status, String type, String body, boolean withBody) {
        return "HTTP/1.1 " + status + "\r\n"
                + "Content-Type: " + type + "\r\n"
                + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n"
                + "Cache-Control: no-store\r\n"
                + "X-Content-Type-Options: nosniff\r\n"
                + "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
                + " connect-src 'self'\r\n"
                + (status.startsWith("503") ? "Retry-After: 2\r\n" : "")
                + "Connection: close\r\n\r\n"
                + (withBody ? body : "");
    }
}
