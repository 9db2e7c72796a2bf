package io.automigrate.outcome;

import io.automigrate.log.MigrationLog;
import io.automigrate.secret.SecretMask;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The outcome, posted to somebody. Takes three seconds at most, whatever the other side or its name server does. */
final class Notification {
    private static final long LIMIT = 3000;

    private final URI url;
    private final MigrationLog log;
    private volatile String problem;

    Notification(URI url, MigrationLog log) {
        this.url = url;
        this.log = log;
    }

    /** Posts it, and says in the log when that did not work. */
    void send(String json) {
        problem = "no answer within " + LIMIT / 1000 + " s";
        HttpPost post = new HttpPost(url, (int) LIMIT);
        // Name servers can't be given a time limit, so this thread may have to be left behind.
        Thread thread = new Thread(null, () -> problem = send(post, json), "auto-migrate-notification", 0, false);
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Before the socket is closed, which the thread would report as well.
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
            return status / 100 == 2 ? null : "the answer was HTTP " + status;
        } catch (IOException | RuntimeException e) {
            return e.toString();
        }
    }

    /** Whoever knows the address of a webhook may post to it: no more is shown than where it is. */
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
