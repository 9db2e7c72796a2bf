package io.automigrate.bench;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import java.nio.file.Path;

/** The cost of more scripts when all of them are applied. */
final class ManyScripts implements Part {
    private static final int APPLIED = 10;

    private final Subject subject;

    ManyScripts(Subject subject) {
        this.subject = subject;
    }

    @Override
    public void measure(Results results) throws Exception {
        results.measure(series(false));
        results.measure(series(true));
    }

    private Series series(boolean inJar) throws Exception {
        Jdk jdk = Jdk.running();
        Series series = new Series(
                "PostgreSQL, Java " + jdk.feature() + ", up to date, scripts in a " + (inJar ? "jar" : "folder"));
        for (int count : new int[] {10, 100, 1000, 5000}) {
            Scripts scripts = new Scripts(count);
            FreshDatabase database = Database.POSTGRESQL.create(subject.folder());
            // Flyway takes time that grows with the square of what is pending: more than a minute for 5000.
            Path few = new Scripts(APPLIED).inFolder(subject.folder());
            new Processes(subject.agent(subject.application(jdk, few, database), database)).run();
            scripts.stamp(database, APPLIED + 1);
            Path place = inJar ? scripts.inJar(subject.folder()) : scripts.inFolder(subject.folder());
            ChildJvm agent = subject.agent(subject.application(jdk, place, database), database);
            Processes.require(agent, "is up to date");
            series.add(count + " scripts", agent);
        }
        return series;
    }
}
