package io.automigrate.kind.postgresql;

import io.automigrate.kind.DatabaseDump;
import io.automigrate.kind.DumpSource;
import io.automigrate.url.ServerUrl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code pg_dump} in its own format, for {@code pg_restore}. The program learns the address and the account from its environment alone,
 * because every user of the machine can read arguments.
 */
final class PostgresDump implements DatabaseDump.ByProgram {
    private static final String USUAL_PORT = "5432";

    /** Variables of the application that would lead libpq, but not the JDBC driver, to another database. */
    private static final List<String> MISLEADING =
            List.of("PGHOSTADDR", "PGSERVICE", "PGSERVICEFILE", "PGOPTIONS", "PGPASSWORD", "PGTARGETSESSIONATTRS");

    /** Parameters of the driver, and libpq's variables with the same meaning. */
    private static final Map<String, String> SAME = Map.of(
            "sslmode", "PGSSLMODE",
            "sslrootcert", "PGSSLROOTCERT",
            "sslcert", "PGSSLCERT",
            "sslkey", "PGSSLKEY",
            "options", "PGOPTIONS",
            "gssEncMode", "PGGSSENCMODE",
            "channelBinding", "PGCHANNELBINDING");

    /** Made here, because the verifier of a class that makes this object would load the type that it returns. */
    static DatabaseDump dump() {
        return new PostgresDump();
    }

    @Override
    public String extension() {
        return "dump";
    }

    @Override
    public DumpCommand command(DumpSource source, ServerUrl server) {
        List<String> options = new ArrayList<>(List.of("--format=custom", "--no-password"));
        for (String schema : source.schemas()) {
            // The option takes a pattern: quotes keep the letters as they are.
            options.add("--schema=\"" + schema.replace("\"", "\"\"") + "\"");
        }
        return new DumpCommand(
                List.of("pg_dump"),
                options,
                variables(source, server),
                "Debian, Ubuntu: postgresql-client; Alpine: postgresql-client; as new as the server or newer");
    }

    /** Returns libpq's variables for the database; a variable without a value must not be set. */
    static Map<String, Optional<String>> variables(DumpSource source, ServerUrl url) {
        Map<String, Optional<String>> variables = new LinkedHashMap<>();
        MISLEADING.forEach(name -> variables.put(name, Optional.empty()));
        Optional<String> user = source.user();
        variables.put("PGHOST", Optional.of(String.join(",", url.hosts())));
        variables.put("PGPORT", Optional.of(String.join(",", url.ports(USUAL_PORT))));
        variables.put("PGUSER", user);
        variables.put("PGDATABASE", url.database().isEmpty() ? user : Optional.of(url.database()));
        variables.put("PGPASSWORD", source.password());
        variables.put("PGAPPNAME", Optional.of("auto-migrate"));
        // libpq takes one second for two.
        long seconds = Math.max(2, source.connectTimeout().toSeconds());
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
