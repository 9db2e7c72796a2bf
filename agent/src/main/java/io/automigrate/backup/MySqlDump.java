package io.automigrate.backup;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
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
 * {@code mariadb-dump} or {@code mysqldump}, whichever is there, first the one of the URL's own kind. Both speak to both servers, with
 * options that differ: {@code --loose-} makes each overlook what is meant for the other. It can't stand before {@code skip-} and its
 * kind, of which the program then sees nothing.
 */
final class MySqlDump implements BackupMethod {
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

    private final Settings settings;

    MySqlDump(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String extension() {
        return "sql";
    }

    @Override
    public boolean runsProgram() {
        return true;
    }

    @Override
    public void write(Path file, DataSource connections) throws StartupException, InterruptedException {
        ServerUrl url = ServerUrl.understood(settings.account().url());
        List<String> options = options(url, file);
        boolean isMySql = settings.account().kind().word().equals("mysql");
        String first = isMySql ? "mysqldump" : "mariadb-dump";
        String second = isMySql ? "mariadb-dump" : "mysqldump";
        try {
            program(first, options, url).run();
        } catch (ProgramMissingException e) {
            try {
                program(second, options, url).run();
            } catch (ProgramMissingException both) {
                throw e.failure("Debian, Ubuntu: mariadb-client; Alpine: mariadb-client; Oracle Linux: mysql; \""
                        + second + "\" is not there either");
            }
        }
    }

    private BackupProgram program(String name, List<String> options, ServerUrl url) {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(options);
        return new BackupProgram(command)
                .with("MYSQL_PWD", url.password(settings.account()).orElse(null));
    }

    private List<String> options(ServerUrl url, Path file) throws StartupException {
        // First of all, or the options of some file on this machine would hold.
        List<String> options = new ArrayList<>(List.of("--no-defaults"));
        Optional<String> socket = url.parameter("localSocket");
        if (socket.isPresent()) {
            options.addAll(List.of("--protocol=socket", "--socket=" + socket.get()));
        } else {
            // "localhost" would mean the socket.
            options.addAll(List.of("--protocol=tcp", "--host=" + url.hosts().get(0)));
            options.add("--port=" + url.ports(USUAL_PORT).get(0));
        }
        url.user(settings.account()).ifPresent(user -> options.add("--user=" + user));
        options.addAll(tls(url));
        options.addAll(WHOLE_AND_CONSISTENT);
        options.add("--result-file=" + file);
        List<String> schemas = settings.history().schemas();
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

    /** What the driver was told about TLS, in the words of both programs. */
    private List<String> tls(ServerUrl url) {
        String mode = url.word("sslMode")
                .or(() -> url.word("useSsl").map(word -> word.equals("true") ? "required" : "disabled"))
                .orElse(settings.account().kind().word().equals("mysql") ? "preferred" : "disabled");
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

    /** Returns variables for a program of the user's; those without a value must not be set. */
    static Map<String, Optional<String>> environment(Settings settings, ServerUrl url) {
        Map<String, Optional<String>> variables = new LinkedHashMap<>();
        variables.put("MYSQL_HOST", Optional.of(url.hosts().get(0)));
        variables.put("MYSQL_TCP_PORT", Optional.of(url.ports(USUAL_PORT).get(0)));
        variables.put("MYSQL_PWD", url.password(settings.account()));
        return variables;
    }
}
