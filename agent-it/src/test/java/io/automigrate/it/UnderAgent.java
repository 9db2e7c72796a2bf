package io.automigrate.it;

import example.Hello;
import example.PrintsTable;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.Packaging;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import java.nio.file.Path;

/** The start of most tests: an application from folders, on the JDK of the tests, with the built jar in {@code JAVA_TOOL_OPTIONS}. */
final class UnderAgent {
    private UnderAgent() {}

    /** An application that prints what its two scripts make, and Flyway's history. */
    static Application shop(Database kind) {
        return Application.of(PrintsTable.class).with(kind.driver()).with(Scripts.person());
    }

    /** An application that uses no database itself, but has a driver and scripts. */
    static Application hello(Database kind, Scripts scripts) {
        return Application.of(Hello.class).with(kind.driver()).with(scripts);
    }

    /** Packs the application into the folder, over an earlier one. */
    static ChildJvm start(Application app, FreshDatabase database, Path folder) {
        return start(app, folder).environment(database.forBoth());
    }

    /** Returns this start without settings of the database. */
    static ChildJvm start(Application app, Path folder) {
        return Packaging.FOLDERS
                .install(ChildJvm.of(Jdk.running()), app, folder.resolve("app"))
                .agentVariable(AgentJar.path());
    }
}
