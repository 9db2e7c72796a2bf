package io.automigrate.it.torture;

import example.Hello;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.Packaging;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/** An application on one kind of database, packed once for many starts. */
final class Stage {
    private final Database kind;
    private final ChildJvm jvm;
    private final Path resources;
    private final List<TortureScript> scripts;

    Stage(Database kind, Path folder) {
        this(kind, folder, Life.files(kind), List.of());
    }

    /** Packs an application with one script more. */
    static Stage withMore(Database kind, Path folder, TortureScript more) {
        Stage usual = new Stage(kind, folder, TortureScript.files(Life.files(kind), List.of(more)), List.of());
        usual.scripts.add(more);
        return usual;
    }

    /**
     * Packs the application.
     *
     * @param libraries jars besides the driver
     */
    Stage(Database kind, Path folder, Scripts files, List<Path> libraries) {
        this.kind = kind;
        Path app = folder.resolve("app");
        List<Path> all = new ArrayList<>(libraries);
        all.add(kind.driver().file());
        jvm = Packaging.FOLDERS
                .install(
                        ChildJvm.of(Jdk.running()).options("-Xshare:auto", "-XX:+UseSerialGC", "-Xmx256m"),
                        new Application(Hello.class, files, all, List.of()),
                        app)
                .agentVariable(AgentJar.path());
        resources = app.resolve("resources");
        scripts = new ArrayList<>(TortureScript.all(kind));
    }

    Database kind() {
        return kind;
    }

    /** Returns the scripts that a start applies to an empty schema. */
    List<TortureScript> scripts() {
        return scripts;
    }

    /** Returns the folder of the application's resources. */
    Path resources() {
        return resources;
    }

    /** Returns a start on this database. */
    ChildJvm start(FreshDatabase database) {
        return jvm.environment(database.forAgent());
    }

    /** Brings a database to a version without a process, by Flyway itself. */
    void migrate(FreshDatabase database, int version) {
        if (version > 0) {
            Flyway.configure(Stage.class.getClassLoader())
                    .dataSource(database.url(), database.user(), database.password())
                    .locations("filesystem:" + resources.resolve(Scripts.DEFAULT_FOLDER))
                    .target(Integer.toString(version))
                    .load()
                    .migrate();
        }
    }
}
