package io.automigrate.engine.failure;

import io.automigrate.failure.CauseChain;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.settings.EngineKind;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;

/**
 * A server that this Flyway no longer supports.
 *
 * @param server the product and version: {@code PostgreSQL 8.4}
 * @param oldest the oldest one that is supported: {@code PostgreSQL 9.0}; empty when Flyway does not say
 * @param words Flyway's own
 */
public record OldServer(String server, String oldest, String words) {
    private static final String MARK = " upgrade required: ";

    static Optional<Failure> recognise(FailedRun run, Throwable thrown) {
        return new CauseChain(thrown)
                .first(FlywayException.class)
                .flatMap(OldServer::of)
                .map(old -> old.failure(run.settings().engine().kind()));
    }

    /** Flyway has no error code for it; class and text are the same from 7.1 to 13.12 ({@code FlywayDbUpgradeRequiredException}). */
    public static Optional<OldServer> of(FlywayException refusal) {
        String name = refusal.getClass().getSimpleName();
        String words = String.valueOf(refusal.getMessage());
        int mark = words.indexOf(MARK);
        if (!name.endsWith("UpgradeRequiredException") || mark < 0) {
            return Optional.empty();
        }
        String rest = words.substring(mark + MARK.length());
        String server = rest.replaceFirst(" is (outdated|no longer supported).*", "");
        String oldest = between(rest, "currently supports ", " and newer");
        return Optional.of(new OldServer(server, oldest, words.strip()));
    }

    private static String between(String text, String before, String after) {
        int start = text.indexOf(before);
        int end = text.indexOf(after, Math.max(start, 0));
        return start < 0 || end < 0 ? "" : text.substring(start + before.length(), end);
    }

    /**
     * @param kind which Flyway was asked for: the application's own may be an older one, which still knows the server
     */
    public Failure failure(EngineKind kind) {
        String newer = "update the server" + (oldest.isEmpty() ? "" : " to " + oldest + " or newer");
        return Failure.of(
                        ExitCode.CONFIGURATION,
                        server + " is older than Flyway supports" + (oldest.isEmpty() ? "" : ", which needs " + oldest))
                .with("flyway", words)
                .with("state", "nothing was changed")
                .remedy(
                        kind == EngineKind.APPLICATION
                                ? newer + ", or give the application an older org.flywaydb:flyway-core, down to 7.1"
                                : newer
                                        + "; or give the application an older org.flywaydb:flyway-core that knows it, down to"
                                        + " 7.1, and set AUTO_MIGRATE_ENGINE=application");
    }
}
