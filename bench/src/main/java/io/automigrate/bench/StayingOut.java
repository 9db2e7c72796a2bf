package io.automigrate.bench;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;

/** The cost of the agent in a JVM that is not the application. */
final class StayingOut implements Part {
    private final Subject subject;

    StayingOut(Subject subject) {
        this.subject = subject;
    }

    @Override
    public void measure(Results results) throws Exception {
        for (Jdk jdk : Jdk.supported()) {
            results.measure(applications(jdk));
            ChildJvm tool = ChildJvm.of(jdk.tool("java")).application("-version");
            results.measure(new Series("Staying out of java -version, Java " + jdk.feature())
                    .add("with an empty agent", subject.emptyAgentVariable(tool))
                    .add("with this agent", tool.agentVariable(AgentJar.path()))
                    .add("without an agent", tool));
        }
    }

    private Series applications(Jdk jdk) throws Exception {
        FreshDatabase database = Database.POSTGRESQL.create(subject.folder());
        ChildJvm app = subject.application(jdk, new Scripts(10).inFolder(subject.folder()), database);
        ChildJvm agent = subject.agent(app, database);
        return new Series("Staying out of an application, Java " + jdk.feature())
                .add("with an empty agent", subject.emptyAgent(app))
                .add("with this agent, AUTO_MIGRATE=false", agent.environment("AUTO_MIGRATE", "false"))
                .add(
                        "with this agent, AUTO_MIGRATE_ONLY_FOR another one",
                        agent.environment("AUTO_MIGRATE_ONLY_FOR", "com.example.Other"))
                .add("with this agent, no database set", app.agentOption(AgentJar.path()))
                .add("without an agent", app);
    }
}
