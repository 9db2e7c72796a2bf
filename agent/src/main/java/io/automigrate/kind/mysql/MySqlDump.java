package io.automigrate.kind.mysql;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.kind.DatabaseDump;
import io.automigrate.kind.DumpSource;
import io.automigrate.url.ServerUrl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code mariadb-dump} or {@code mysqldump}. Both programs can save both servers, with options that differ: {@code --loose-} makes each
 * program ignore the options of the other. {@code --loose-} can't stand before {@code skip-} and its like, which the program then does not
 * see.
 */
public final class MySqlDump implements DatabaseDump.ByProgram {
    private static final String USUAL_PORT = "3306";

    private static final List<String> WHOLE_AND_CONSISTENT = List.of(
            "--single-transaction",
            "--routines",
            "--triggers",
            "--events",
            "--hex-blob",
            // Would need the right PROCESS, and the server's files are not ours.
            "--no-tablespaces",
            "--default-character-set=utf8mb4",
            // MySQL's program asks MariaDB for a table that only MySQL has; and writes what only an administrator may
            // restore.
            "--loose-column-statistics=0",
            "--loose-set-gtid-purged=OFF");

    private final List<String> programs;
    private final String encryption;

    /**
     * Makes a dump.
     *
     * @param programs the names of the program, the first choice first
     * @param encryption the driver's {@code sslMode} when the URL names none
     */
    public MySqlDump(List<String> programs, String encryption) {
        this.programs = programs;
        this.encryption = encryption;
    }

    /** Made here, because the verifier of a class that makes this object would load the type that it returns. */
    public static DatabaseDump dump(List<String> programs, String tls) {
        return new MySqlDump(programs, tls);
    }

    @Override
    public String extension() {
        return "sql";
    }

    @Override
    public DumpCommand command(DumpSource source, ServerUrl server) throws StartupException {
        Map<String, Optional<String>> environment = new LinkedHashMap<>();
        environment.put("MYSQL_PWD", source.password());
        return new DumpCommand(
                programs,
                options(source, server),
                environment,
                "Debian, Ubuntu: mariadb-client; Alpine: mariadb-client; Oracle Linux: mysql");
    }

    private List<String> options(DumpSource source, ServerUrl url) throws StartupException {
        // Must be the first option, or the options of a file on this machine would hold.
        List<String> options = new ArrayList<>(List.of("--no-defaults"));
        Optional<String> socket = url.parameter("localSocket");
        if (socket.isPresent()) {
            options.addAll(List.of("--protocol=socket", "--socket=" + socket.get()));
        } else {
            // "localhost" would mean the socket.
            options.addAll(List.of("--protocol=tcp", "--host=" + url.hosts().get(0)));
            options.add("--port=" + url.ports(USUAL_PORT).get(0));
        }
        source.user().ifPresent(user -> options.add("--user=" + user));
        options.addAll(tls(url));
        options.addAll(WHOLE_AND_CONSISTENT);
        List<String> schemas = source.schemas();
        if (!schemas.isEmpty()) {
            options.add("--databases");
            options.addAll(schemas);
        } else if (url.database().isEmpty()) {
            throw new StartupException(
                    Failure.of(ExitCode.BACKUP_FAILED, "No backup, no migration: the URL names no database")
                            .with("state", "nothing was migrated")
                            .remedy("name it in AUTO_MIGRATE_URL, or the schemas in AUTO_MIGRATE_SCHEMAS"));
        } else {
            options.add(url.database());
        }
        return options;
    }

    /** Returns the options of both programs for the encryption that the URL asks the driver for. */
    private List<String> tls(ServerUrl url) {
        String mode = url.word("sslMode")
                .or(() -> url.word("useSsl").map(word -> word.equals("true") ? "required" : "disabled"))
                .orElse(encryption);
        List<String> options = new ArrayList<>();
        switch (mode) {
            case "disable", "disabled" -> options.addAll(List.of("--loose-ssl-mode=DISABLED", "--loose-ssl=0"));
            case "preferred" ->
                options.addAll(List.of("--loose-ssl-mode=PREFERRED", "--loose-ssl-verify-server-cert=0"));
            case "trust", "required" ->
                options.addAll(
                        List.of("--loose-ssl-mode=REQUIRED", "--loose-ssl=1", "--loose-ssl-verify-server-cert=0"));
            default -> {
                String verify = mode.equals("verifyca") ? "VERIFY_CA" : "VERIFY_IDENTITY";
                options.addAll(
                        List.of("--loose-ssl-mode=" + verify, "--loose-ssl=1", "--loose-ssl-verify-server-cert=1"));
            }
        }
        url.parameter("serverSslCert").ifPresent(file -> options.add("--ssl-ca=" + file));
        return options;
    }

    /** Returns the variables for a program of the user; a variable without a value must not be set. */
    static Map<String, Optional<String>> variables(DumpSource source, ServerUrl url) {
        Map<String, Optional<String>> variables = new LinkedHashMap<>();
        variables.put("MYSQL_HOST", Optional.of(url.hosts().get(0)));
        variables.put("MYSQL_TCP_PORT", Optional.of(url.ports(USUAL_PORT).get(0)));
        variables.put("MYSQL_PWD", source.password());
        return variables;
    }
}
