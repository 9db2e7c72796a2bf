package io.automigrate.it.documents;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Folders;
import io.automigrate.it.app.Library;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.RunningJvm;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands in the documents do what the pages say. A shell runs each block: the agent's commands are real and work on PostgreSQL,
 * docker, kubectl and Maven are stand-ins that refuse what they do not know. A block of a new kind fails here.
 */
@Execution(ExecutionMode.CONCURRENT)
class DocumentedCommandIT {
    private static final Path EXAMPLES = PageBlock.PROJECT.resolve("examples");
    private static final Path SCRIPTS = EXAMPLES.resolve("plain/src/main/resources/db/migration");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** {@link DocumentedRestoreIT} runs the commands that put a backup back. */
    private static final String RESTORE = "pg_restore";

    private static final Pattern EXAMPLE = Pattern.compile("sh examples/([\\w-]+)/run\\.sh\n");

    /** A line that only sets variables stands for a start with them. */
    private static final Pattern VARIABLES = Pattern.compile("(?m)^((?:[A-Z_]+=(?:\"[^\"]*\"|\\S+) *)+)(#.*)?$");

    private static final Pattern PROCESS = Pattern.compile("(?m)^[a-z]+: ");
    private static final Pattern PLACE = Pattern.compile("(?<![\\w./])/(app|drivers|migrations|run)\\b");
    private static final Pattern COMMAND =
            Pattern.compile("(?m)AUTO_MIGRATE_COMMAND=\"?(\\w+)|^java -jar auto-migrate-agent\\.jar ([a-z]+)");

    /** What each command prints, here or in the file to which the block sends it. */
    private static final Map<String, String> PRINTED = Map.of(
            "info", "V9__backfill.sql",
            "plan", "is at version 9, nothing would be applied",
            "doctor", "no problems",
            "validate", "is up to date at version 9",
            "migrate", "is up to date at version 9",
            "baseline", "stamped with version 7",
            "rollback", "rolled back",
            "new", "src/main/resources/db/migration/V10__add_customer_email.sql");

    @TempDir
    private Path folder;

    static List<PageBlock> blocks() throws IOException {
        return PageBlock.in("sh", "procfile").stream()
                .filter(block ->
                        !block.isOn("docs/tutorial.md") && !block.text().contains(RESTORE))
                .filter(block -> !EXAMPLE.matcher(block.text()).matches())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void each_command_does_what_the_page_says(PageBlock block) throws Exception {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        prepare(block, database);
        ChildJvm shell = ChildJvm.of(Path.of("/bin/sh"))
                .directory(folder)
                .environment(environment(block, database))
                .options("-e", "-c", commands(block, database));

        try (RunningJvm running = shell.start()) {
            FinishedJvm ended = running.endInput().finish(PATIENCE);

            assertThat(ended).endedWith(0);
            assertThat(ended.out().text() + ended.err().text() + report()).contains(printed(block));
        }
    }

    /** Returns what the commands of the block print; an application prints its products. */
    private static List<String> printed(PageBlock block) {
        List<String> commands = COMMAND.matcher(block.text())
                .results()
                .map(command -> command.group(1) == null ? command.group(2) : command.group(1))
                .toList();
        assertThat(PRINTED.keySet()).containsAll(commands);
        if (commands.isEmpty() && block.text().startsWith("AUTO_MIGRATE")) {
            return List.of("Teapot: 24.90");
        }
        return commands.isEmpty()
                ? List.of("")
                : commands.stream().map(PRINTED::get).toList();
    }

    private String report() throws IOException {
        Path report = folder.resolve("report.txt");
        return Files.exists(report) ? Files.readString(report) : "";
    }

    /** Returns the commands with the names of this machine in place of those of the page. */
    private String commands(PageBlock block, FreshDatabase database) {
        String text = PROCESS.matcher(block.text()).replaceAll("");
        text = VARIABLES.matcher(text).replaceAll("$1 java -jar /app/shop.jar $2");
        text = PLACE.matcher(text).replaceAll(folder + "/$1");
        String server = database.url().replaceAll(".*//([^/]+)/.*", "$1");
        return text.replaceAll("db(-\\d)?:5432", server)
                .replaceAll("(//[^/\\s]+/)shop\\b", "$1" + database.user())
                .replace("--user shop", "--user " + database.user())
                .replace("USER=…", "USER=" + database.user())
                .replace("FILE=…", "FILE=" + folder.resolve("password.txt"));
    }

    private Map<String, String> environment(PageBlock block, FreshDatabase database) {
        Map<String, String> variables = new HashMap<>(database.forAgent());
        if (block.text().matches("(?s).*(PASSWORD_FILE|--password-file).*")) {
            variables.remove("AUTO_MIGRATE_PASSWORD");
        }
        if (asksPool(block)) {
            database.forAgent().keySet().forEach(variables::remove);
        }
        variables.putAll(Map.of(
                "PATH", folder.resolve("tools") + ":" + Jdk.running().home().resolve("bin") + ":/usr/bin:/bin",
                "JDK_JAVA_OPTIONS", ChildJvm.ONE_COMPILER,
                "JAVA_TOOL_OPTIONS", "-javaagent:" + AgentJar.path(),
                "AUTO_MIGRATE_LOCATIONS", "classpath:db/migration,filesystem:" + folder.resolve("more"),
                "SHOP_JAR", folder.resolve("app/shop.jar").toString(),
                "SHOP_HOME", folder.toString(),
                "POD_LOG", folder.resolve("pod.log").toString(),
                "URL", database.url(),
                "DB_USER", database.user()));
        variables.putAll(Map.of(
                "JDBC_DATABASE_URL", database.url(),
                "JDBC_DATABASE_USERNAME", database.user(),
                "JDBC_DATABASE_PASSWORD", database.password()));
        return variables;
    }

    @BeforeEach
    void makeTheMachineOfThePages() throws IOException, URISyntaxException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("docker", "kubectl", "mvn")) {
            Path copy = Files.copy(
                    Path.of(getClass().getResource("/documents/" + tool).toURI()), tools.resolve(tool));
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.createSymbolicLink(folder.resolve("examples"), EXAMPLES);
        copy(AgentJar.path(), "auto-migrate-agent.jar");
        copy(AgentJar.path(), "agent/target/auto-migrate-agent.jar");
        copy(Library.POSTGRESQL.file(), "drivers/postgresql.jar");
        copy(Library.POSTGRESQL.file(), "postgresql.jar");
        write("token", "token-of-today\n");
        write("run/auto-migrate/status.json", "{}");
        write("pod.log", "INFO  [Migration] The schema is up to date");
        write("shop.env", "AUTO_MIGRATE_PROGRESS_INTERVAL=5s\n");
        write("more/V7__reviews.sql", "CREATE TABLE review (product INT);");
        write("more/V8__add_stock.sql", "ALTER TABLE product ADD COLUMN stock INT;");
        write("more/U8__add_stock.sql", "ALTER TABLE product DROP COLUMN stock;");
        write("more/V9__backfill.sql", "UPDATE product SET stock = 0 WHERE stock IS NULL;");
        write("more/U9__backfill.sql", "UPDATE product SET stock = NULL WHERE stock = 0;");
        for (String scripts : List.of("migrations", "src/main/resources/db/migration")) {
            Files.createDirectories(folder.resolve(scripts).getParent());
            Folders.copy(SCRIPTS, folder.resolve(scripts));
            for (Path script : Folders.walk(folder.resolve("more"))) {
                if (Files.isRegularFile(script)) {
                    copy(script, scripts + "/" + script.getFileName());
                }
            }
        }
    }

    private static boolean asksPool(PageBlock block) {
        return block.text().contains("AUTO_MIGRATE_URL=pool");
    }

    /** Flyway's own API brings the schema to version 9, because a JVM for each block would take longer. */
    private void prepare(PageBlock block, FreshDatabase database) throws IOException {
        write("password.txt", database.password());
        Path application = EXAMPLES.resolve((asksPool(block) ? "pool" : "plain") + "/target");
        for (String place : List.of("app/shop.jar", "app.jar")) {
            copy(application.resolve("shop.jar"), place);
            Files.createSymbolicLink(folder.resolve(place).resolveSibling("lib"), application.resolve("lib"));
        }
        if (block.text().contains("COMMAND=baseline")) {
            database.execute("CREATE TABLE product (id INT)");
            return;
        }
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("filesystem:" + folder.resolve("migrations"))
                .load()
                .migrate();
    }

    private void copy(Path file, String to) throws IOException {
        Path copy = folder.resolve(to);
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** The blocks that this class leaves out are run by the test that starts the example. */
    @Test
    void the_one_command_of_an_example_is_run_by_another_test() throws IOException {
        List<String> examples = PageBlock.in("sh").stream()
                .flatMap(block -> EXAMPLE.matcher(block.text()).results())
                .map((MatchResult command) -> command.group(1))
                .distinct()
                .toList();
        String test = Files.readString(
                PageBlock.PROJECT.resolve("agent-it/src/test/java/io/automigrate/it/host/ExampleIT.java"));

        assertThat(examples).isNotEmpty();
        assertThat(test)
                .contains(examples.stream().map(name -> '"' + name + '"').collect(Collectors.toList()));
    }
}
