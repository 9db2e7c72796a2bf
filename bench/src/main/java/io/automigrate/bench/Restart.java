package io.automigrate.bench;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/** Starts that find nothing to do among scripts, a Java migration, a configuration of a script, and callbacks. */
final class Restart implements Part {
    private static final Scripts SCRIPTS = new Scripts(10);
    private static final String JAVA = "package db.migration; public class V11__rows"
            + " extends org.flywaydb.core.api.migration.BaseJavaMigration {"
            + " public void migrate(org.flywaydb.core.api.migration.Context context) {} }";

    private final Subject subject;

    Restart(Subject subject) {
        this.subject = subject;
    }

    @Override
    public void measure(Results results) throws Exception {
        for (Jdk jdk : Jdk.supported()) {
            results.measure(series(jdk));
        }
    }

    private Series series(Jdk jdk) throws IOException {
        Path plain = SCRIPTS.inFolder(subject.folder());
        Path mixed = mixed("beforeEachMigrate.sql");
        Path calling = mixed("afterMigrate.sql");
        FreshDatabase database = Database.POSTGRESQL.create(subject.folder());
        return new Series("PostgreSQL, Java " + jdk.feature() + ", a restart with more than scripts")
                .add("application alone", subject.flywayApplication(jdk, plain, database))
                .add("with this agent, 10 scripts", migrated(jdk, plain, "10 applied"))
                .add(
                        "also a Java migration, a script's configuration and a callback before each migration",
                        migrated(jdk, mixed, "11 applied"))
                .add(
                        "also a Java migration, a script's configuration and a callback at each start",
                        migrated(jdk, calling, "11 applied"));
    }

    private ChildJvm migrated(Jdk jdk, Path scripts, String first) throws IOException {
        FreshDatabase database = Database.POSTGRESQL.create(subject.folder());
        ChildJvm agent = subject.agent(subject.flywayApplication(jdk, scripts, database), database);
        Processes.require(agent, first);
        Processes.require(agent, "is up to date");
        return agent;
    }

    private Path mixed(String callback) throws IOException {
        Path base = SCRIPTS.inFolder(subject.folder());
        Path folder = base.resolve("db/migration");
        Files.writeString(folder.resolve("V10__create_table_10.sql.conf"), "executeInTransaction=false\n");
        Files.writeString(folder.resolve(callback), "SELECT 1;\n");
        Path source = Files.writeString(
                Files.createDirectories(base.resolve("source")).resolve("V11__rows.java"), JAVA);
        int result = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--release",
                        "17",
                        "-cp",
                        subject.flywayClassPath(),
                        "-d",
                        base.toString(),
                        source.toString());
        if (result != 0) {
            throw new IllegalStateException("javac ended with " + result);
        }
        return base;
    }
}
