package io.automigrate.it.jvm;

import static io.automigrate.it.jvm.JvmAssert.assertThat;

/**
 * The tool that asks a running JVM about itself.
 *
 * @param jdk that the JVM was started with
 * @param jvm the one to ask
 */
public record Jcmd(Jdk jdk, RunningJvm jvm) {

    /** Returns the answer to a question like {@code Thread.print}. */
    public String ask(String question) {
        FinishedJvm jcmd = ChildJvm.of(jdk.tool("jcmd"))
                .application(Long.toString(jvm.pid()), question)
                .run();
        assertThat(jcmd).endedWith(0);
        return jcmd.out().text();
    }

    /** Returns the class loaders that are left when garbage was collected; this text is what should be gone from them. */
    public String loadersAfterCollection(String unwanted) {
        String loaders = "";
        // A collector may need a second look at what finalizers, cleaners and reference queues held.
        for (int attempt = 0; attempt < 5; attempt++) {
            ask("GC.run");
            loaders = ask("VM.classloaders");
            if (!loaders.contains(unwanted)) {
                break;
            }
        }
        return loaders;
    }
}
