package io.automigrate.it.documents;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.automigrate.it.app.Library;
import io.automigrate.it.database.ClientPrograms;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The commands of docs/operations/going-back.md put a backup back, each on its database. */
@Execution(ExecutionMode.CONCURRENT)
class DocumentedRestoreIT {
    private static final String TABLE = "CREATE TABLE product (name VARCHAR(9))";
    private static final String BACKUP = "shop-v7-20261120T091500Z";

    @TempDir
    private Path folder;

    private static String command(String words) throws IOException {
        List<String> commands = PageBlock.in("sh").stream()
                .filter(block -> block.isOn("docs/operations/going-back.md"))
                .flatMap(block -> block.text().replace("\\\n", "").lines())
                .filter(line -> line.startsWith(words))
                .toList();
        assertThat(commands).as(words).hasSize(1);
        return commands.get(0);
    }

    private void run(String command, Map<String, String> environment, String path) throws IOException {
        Files.createDirectories(folder.resolve("data"));
        ChildJvm shell = ChildJvm.of(Path.of("/bin/sh"))
                .directory(folder)
                .environment(environment)
                .environment("PATH", path + ":/usr/bin:/bin")
                .options(
                        "-e",
                        "-c",
                        command.replaceAll("(?<=[ :])/(backups|data)/", folder + "/$1/")
                                .replaceAll("#.*", ""));
        assertThat(shell.run()).endedWith(0);
    }

    private Path backup(String ending) throws IOException {
        return Files.createDirectories(folder.resolve("backups")).resolve(BACKUP + ending);
    }

    private static int port(FreshDatabase database) {
        return URI.create(database.url().substring("jdbc:".length())).getPort();
    }

    @Test
    void postgresql() throws IOException {
        Optional<ClientPrograms> programs = ClientPrograms.postgres();
        assumeTrue(programs.isPresent(), "no pg_dump on this machine, and none could be unpacked");
        FreshDatabase database =
                Database.POSTGRESQL.create(folder).execute(TABLE, "INSERT INTO product VALUES ('Zoë')");
        String address = "postgresql://" + database.user() + "@localhost:" + port(database) + "/" + database.user();
        programs.get()
                .run(
                        new File("/dev/null"),
                        Map.of("PGPASSWORD", database.password()),
                        "pg_dump",
                        "--format=custom",
                        "--file=" + backup(".dump"),
                        address);
        database.execute("DELETE FROM product");

        run(
                command("pg_restore").replaceAll("postgresql://\\S+", address),
                Map.of(
                        "PGPASSWORD",
                        database.password(),
                        "LD_LIBRARY_PATH",
                        programs.get().libraries().map(Path::toString).orElse("")),
                programs.get().folder().toString());

        assertThat(database.query("SELECT name FROM product")).containsExactly("Zoë");
    }

    @Test
    void mariadb() throws IOException {
        ClientPrograms programs = ClientPrograms.mariaDb();
        FreshDatabase database = Database.MARIADB.create(folder).execute(TABLE, "INSERT INTO product VALUES ('Zoë')");
        Files.writeString(
                folder.resolve(".my.cnf"),
                "[client]\nprotocol=tcp\nssl=0\nhost=localhost\nport=" + port(database) + "\nuser=" + database.user()
                        + "\npassword=\"" + database.password() + "\"\n");
        programs.run(
                new File("/dev/null"),
                Map.of("HOME", folder.toString()),
                "mariadb-dump",
                "--result-file=" + backup(".sql"),
                database.user());
        database.execute("DELETE FROM product");

        run(
                command("mariadb").replace("mariadb shop", "mariadb " + database.user()),
                Map.of("HOME", folder.toString()),
                programs.folder().toString());

        assertThat(database.query("SELECT name FROM product")).containsExactly("Zoë");
    }

    @Test
    void sqlite() throws IOException {
        Database.SQLITE.create(folder).execute(TABLE, "INSERT INTO product VALUES ('Zoë')");
        Files.copy(folder.resolve("shop.sqlite"), backup(".sqlite"));

        run(command("cp"), Map.of(), "/bin");

        assertThat(new FreshDatabase("jdbc:sqlite:" + folder.resolve("data/shop.db"), "", "")
                        .query("SELECT name FROM product"))
                .containsExactly("Zoë");
    }

    @Test
    void h2() throws IOException {
        new FreshDatabase("jdbc:h2:" + folder.resolve("before"), "sa", "")
                .execute(
                        TABLE,
                        "INSERT INTO product VALUES ('Zoë')",
                        "SCRIPT TO '" + backup(".sql") + "' CHARSET 'UTF-8'");
        Files.copy(Library.H2.file(), folder.resolve("h2.jar"));

        run(command("java"), Map.of(), Jdk.running().home().resolve("bin").toString());

        assertThat(new FreshDatabase("jdbc:h2:" + folder.resolve("data/shop"), "sa", "")
                        .query("SELECT name FROM product"))
                .containsExactly("Zoë");
    }
}
