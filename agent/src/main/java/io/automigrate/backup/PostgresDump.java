package io.automigrate.backup;

import io.automigrate.failure.StartupException;
import io.automigrate.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * {@code pg_dump} in its own format, for {@code pg_restore}. It is told where the database is in its environment alone: arguments can
 * be read by everyone on the machine.
 */
final class PostgresDump implements BackupMethod {
    private static final String USUAL_PORT = "5432";

    /** What in the environment of an application would lead libpq, but not the JDBC driver, somewhere else. */
    private static final List<String> MISLEADING =
            List.of("PGHOSTADDR", "PGSERVICE", "PGSERVICEFILE", "PGOPTIONS", "PGPASSWORD", "PGTARGETSESSIONATTRS");

    /** Settings of the driver, and libpq's variables for the same thing. */
    private static final Map<String, String> SAME = Map.of(
            "sslmode", "PGSSLMODE",
            "sslrootcert", "PGSSLROOTCERT",
            "sslcert", "PGSSLCERT",
            "sslkey", "PGSSLKEY",
            "options", "PGOPTIONS",
            "gssEncMode", "PGGSSENCMODE",
            "channelBinding", "PGCHANNELBINDING");

    private final Settings settings;

    PostgresDump(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String extension() {
        return "dump";
    }

    @Override
    public boolean runsProgram() {
        return true;
    }

    @Override
    public void write(Path file, DataSource connections) throws StartupException, InterruptedException {
        ServerUrl url = ServerUrl.understood(settings.account().url());
        List<String> command =
                new ArrayList<>(List.of("pg_dump", "--format=custom", "--no-password", "--file=" + file));
        for (String schema : settings.history().schemas()) {
            // A pattern: quotes keep the letters as they are.
            command.add("--schema=\"" + schema.replace("\"", "\"\"") + "\"");
        }
        try {
            new BackupProgram(command).with(environment(settings, url)).run();
        } catch (ProgramMissingException e) {
            throw e.failure(
                    "Debian, Ubuntu: postgresql-client; Alpine: postgresql-client; as new as the server or newer");
        }
    }

    /** Returns libpq's variables for the database; those without a value must not be set. */
    static Map<String, Optional<String>> environment(Settings settings, ServerUrl url) {
        Map<String, Optional<String>> variables = new LinkedHashMap<>();
        MISLEADING.forEach(name -> variables.put(name, Optional.empty()));
        Optional<String> user = url.user(settings.account());
        variables.put("PGHOST", Optional.of(String.join(",", url.hosts())));
        variables.put("PGPORT", Optional.of(String.join(",", url.ports(USUAL_PORT))));
        variables.put("PGUSER", user);
        variables.put("PGDATABASE", url.database().isEmpty() ? user : Optional.of(url.database()));
        variables.put("PGPASSWORD", url.password(settings.account()));
        variables.put("PGAPPNAME", Optional.of("auto-migrate"));
        // libpq takes one second for two.
        long seconds = Math.max(2, settings.waiting().connectTimeout().toSeconds());
        variables.put("PGCONNECT_TIMEOUT", Optional.of(Long.toString(seconds)));
        SAME.forEach((parameter, variable) ->
                url.parameter(parameter).ifPresent(value -> variables.put(variable, Optional.of(value))));
        boolean bareSsl = url.word("ssl").filter(word -> !word.equals("false")).isPresent();
        if (bareSsl && url.parameter("sslmode").isEmpty()) {
            variables.put("PGSSLMODE", Optional.of("verify-full"));
        }
        boolean primary = url.word("targetServerType")
                .filter(word -> word.equals("primary") || word.equals("master"))
                .isPresent();
        if (primary) {
            variables.put("PGTARGETSESSIONATTRS", Optional.of("read-write"));
        }
        return variables;
    }
}
