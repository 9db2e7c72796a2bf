package io.automigrate.kind;

import io.automigrate.url.JdbcUrl;
import io.automigrate.url.Secret;
import io.automigrate.url.ServerUrl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The database of a backup.
 *
 * @param url the URL of the database's own driver
 * @param account the user beside the URL
 * @param secret the password beside the URL
 * @param schemas the schemas to save; empty for all
 * @param connectTimeout the limit on connecting
 */
public record DumpSource(
        JdbcUrl url, Optional<String> account, Optional<Secret> secret, List<String> schemas, Duration connectTimeout) {

    /** Returns the URL in parts; empty when it has a form that only its driver understands. */
    public Optional<ServerUrl> server() {
        return ServerUrl.of(url);
    }

    /** Returns the user: a user in the URL is preferred to the user beside it. */
    public Optional<String> user() {
        return server().flatMap(server -> server.parameter("user")).or(() -> account);
    }

    /** Returns the password: a password in the URL is preferred to the password beside it. */
    public Optional<String> password() {
        return server().flatMap(server -> server.parameter("password")).or(() -> secret.map(Secret::value));
    }
}
