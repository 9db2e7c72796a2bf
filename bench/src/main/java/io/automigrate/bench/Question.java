package io.automigrate.bench;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import java.nio.file.Path;
import java.util.Map;

/**
 * The cost of the question whether an application has a framework that knows the database, in applications without a framework. The agent
 * does not ask when a setting of its own names the database. The database in a variable of a platform is found after the question.
 */
final class Question implements Part {
    private final Subject subject;

    Question(Subject subject) {
        this.subject = subject;
    }

    @Override
    public void measure(Results results) throws Exception {
        Path scripts = new Scripts(10).inFolder(subject.folder());
        FreshDatabase database = Database.POSTGRESQL.create(subject.folder());
        Processes.require(subject.agent(subject.application(Jdk.running(), scripts, database), database), "10 applied");
        for (Jdk jdk : Jdk.supported()) {
            results.measure(series("names of files tell", jdk, subject.application(jdk, scripts, database), database));
            results.measure(
                    series("archives are opened", jdk, subject.smallApplication(jdk, scripts, database), database));
        }
    }

    private Series series(String form, Jdk jdk, ChildJvm app, FreshDatabase database) {
        ChildJvm told = subject.agent(app, database);
        // The agent loads the driver beside its other work only where it knows the URL before it reads the settings.
        ChildJvm toldLate = app.agentOption(AgentJar.path(), "url=" + database.url())
                .environment("AUTO_MIGRATE_USER", database.user())
                .environment("AUTO_MIGRATE_PASSWORD", database.password());
        ChildJvm asking = app.agentOption(AgentJar.path())
                .environment(Map.of(
                        "JDBC_DATABASE_URL", database.url(),
                        "JDBC_DATABASE_USERNAME", database.user(),
                        "JDBC_DATABASE_PASSWORD", database.password()));
        Processes.require(told, "is up to date");
        Processes.require(toldLate, "is up to date");
        Processes.require(asking, "JDBC_DATABASE_URL");
        Processes.require(asking, "is up to date");
        return new Series("Is there a framework? " + form + ", PostgreSQL, Java " + jdk.feature())
                .add("not asked, the URL in the agent's argument", toldLate)
                .add("asked, the URL in JDBC_DATABASE_URL", asking)
                .add("not asked, the URL in AUTO_MIGRATE_URL", told);
    }
}
