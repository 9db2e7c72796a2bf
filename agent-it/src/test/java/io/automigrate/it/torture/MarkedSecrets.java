package io.automigrate.it.torture;

import example.Hello;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.Folders;
import io.automigrate.it.app.Packaging;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.net.HttpReceiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Marks secrets and searches every output for the mark. */
final class MarkedSecrets {
    /** Statements that fail and hold a secret; {@code #} is the secret. */
    private static final Map<Database, List<String>> STATEMENTS = Map.of(
            Database.POSTGRESQL,
            List.of(
                    "ALTER ROLE nobody PASSWORD '#'",
                    "ALTER ROLE nobody PASSWORD $$#$$",
                    "ALTER ROLE nobody PASSWORD $x$#$x$",
                    "ALTER ROLE nobody PASSWORD E'#'",
                    "ALTER ROLE nobody PASSWORD U&'#'",
                    "ALTER ROLE nobody /* a comment */ ENCRYPTED\n PASSWORD -- and another\n '#'",
                    "DO $body$ BEGIN EXECUTE 'ALTER ROLE nobody PASSWORD ''#'''; END $body$",
                    "CREATE USER MAPPING FOR CURRENT_USER SERVER nowhere OPTIONS (user 'x', password '#')",
                    "CREATE SUBSCRIPTION s CONNECTION 'host=x password=#' PUBLICATION p",
                    "SELECT pgp_sym_encrypt('text', '#')",
                    "SELECT dblink_connect('host=x user=y password=#')",
                    "SELECT nothing(password => '#')",
                    "CREATE SERVER s FOREIGN DATA WRAPPER nowhere OPTIONS (password '#')"),
            Database.MARIADB,
            List.of(
                    "SET PASSWORD FOR nobody@nowhere = PASSWORD('#')",
                    "ALTER USER nobody@nowhere IDENTIFIED BY '#'",
                    "ALTER USER nobody@nowhere IDENTIFIED VIA mysql_native_password USING PASSWORD('#')",
                    "CREATE USER nobody@nowhere IDENTIFIED BY \"#\"",
                    "CHANGE MASTER TO MASTER_HOST='x', MASTER_PASSWORD='#'",
                    "CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (USER 'x', PASSWORD '#')"));

    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 14;

    private final TortureSettings settings;
    private final Ledger ledger;
    private final Path folder;
    private final Database kind;
    private final Ledger.Subject subject;

    MarkedSecrets(Database kind, TortureSettings settings, Ledger ledger, Path folder) {
        this.settings = settings;
        this.ledger = ledger;
        this.folder = folder;
        this.kind = kind;
        subject = new Ledger.Subject(Experiment.SECRETS, kind.name());
    }

    Ledger.Subject subject() {
        return subject;
    }

    void run(int runs) throws IOException {
        for (int run = settings.first(); run < settings.first() + runs && settings.goesOn(); run++) {
            run(settings.random(subject.experiment(), subject.database(), run), run);
        }
    }

    private void run(Random random, int number) throws IOException {
        List<String> statements = STATEMENTS.get(kind);
        String inScript = secret(random);
        String given = secret(random);
        String placeholder = secret(random);
        String statement = statements.get(number % statements.size()).replace("#", inScript);
        Path own = Files.createDirectories(folder.resolve("run-" + number));
        FreshDatabase database = kind.create(own);
        Trial trial = new Trial(
                subject,
                "run " + number + " of seed " + settings.seed() + ", " + statement.replace(inScript, "#"),
                ledger);
        try (HttpReceiver receiver = new HttpReceiver()) {
            database.execute(password(database, given));
            Scripts scripts = Scripts.person().versioned("3", "secret", "SELECT '${api_token}';\n" + statement + ";");
            FinishedJvm jvm = start(scripts, new FreshDatabase(database.url(), database.user(), given), own)
                    .environment("AUTO_MIGRATE_PLACEHOLDERS_API_TOKEN", placeholder)
                    .environment("AUTO_MIGRATE_NOTIFY_URL", receiver.url("/" + secret(random)))
                    .run();
            trial.wrote(jvm);
            StringBuilder all =
                    new StringBuilder(jvm.out().text()).append(jvm.err().text());
            receiver.bodies().forEach(all::append);
            for (String file : List.of("status", "metrics", "message")) {
                all.append(Files.exists(own.resolve(file)) ? Files.readString(own.resolve(file)) : "");
            }
            for (String secret : List.of(inScript, given, placeholder)) {
                trial.expect(!all.toString().contains(secret), Invariant.SECRET, "an output has the secret " + secret);
            }
            ledger.saw(subject, "exit code " + jvm.exitCode());
        } finally {
            Residue.drop(kind, database);
            Folders.delete(own);
        }
        ledger.ran(subject);
    }

    private String password(FreshDatabase database, String password) {
        return kind == Database.POSTGRESQL
                ? "ALTER ROLE " + database.user() + " PASSWORD '" + password + "'"
                : "SET PASSWORD = PASSWORD('" + password + "')";
    }

    private ChildJvm start(Scripts scripts, FreshDatabase database, Path own) throws IOException {
        Application application =
                Application.of(Hello.class).with(kind.driver()).with(scripts);
        Files.createFile(own.resolve("message"));
        return Packaging.FOLDERS
                .install(ChildJvm.of(Jdk.running()), application, own.resolve("app"))
                .agentVariable(AgentJar.path())
                .environment(database.forAgent())
                .environment("AUTO_MIGRATE_LOG_LEVEL", "debug")
                .environment("AUTO_MIGRATE_STATUS_FILE", own.resolve("status").toString())
                .environment("AUTO_MIGRATE_METRICS_FILE", own.resolve("metrics").toString())
                .environment(
                        "AUTO_MIGRATE_TERMINATION_MESSAGE_PATH",
                        own.resolve("message").toString());
    }

    private static String secret(Random random) {
        StringBuilder secret = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            secret.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return secret.toString();
    }
}
