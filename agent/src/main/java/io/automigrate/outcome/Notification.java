package io.automigrate.outcome;

import io.automigrate.log.MigrationLog;
import io.automigrate.secret.SecretMask;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Posts the outcome to a URL. Takes at most three seconds, whatever the receiver or a name server does. */
final class Notification {
    private static final long LIMIT = 3000;

    private final URI url;
    private final MigrationLog log;
    private volatile String problem;

    Notification(URI url, MigrationLog log) {
        this.url = url;
        this.log = log;
    }

    /** Posts the outcome, and logs a warning when this fails. */
    void send(String json) {
        problem = "no answer within " + LIMIT / 1000 + " s";
        HttpPost post = new HttpPost(url, (int) LIMIT);
        // A look-up of a name has no timeout, so this thread may outlive the start.
        Thread thread = new Thread(null, () -> problem = send(post, json), "auto-migrate-notification", 0, false);
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Read the problem first: the thread would report the closed socket as another one.
        String found = problem;
        post.abort();
        if (found != null) {
            log.warn("The outcome could not be sent to " + place() + " (AUTO_MIGRATE_NOTIFY_URL): "
                    + mask().mask(found));
        }
    }

    private static String send(HttpPost post, String json) {
        try {
            int status = post.send(json);
            return status / 100 == 2 ? null : "the response was HTTP " + status;
        } catch (IOException | RuntimeException e) {
            return e.toString();
        }
    }

    /** Returns the part of the URL that is no secret. The full address of a webhook is enough to post to it. */
    private String place() {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    private SecretMask mask() {
        List<String> secrets = new ArrayList<>();
        secrets.add(url.toString());
        for (String part : new String[] {url.getRawUserInfo(), url.getRawPath(), url.getRawQuery()}) {
            if (part != null) {
                secrets.add(part);
            }
        }
        return new SecretMask(secrets);
    }
}
