package io.automigrate.it.torture;

import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.RunningJvm;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * How a process is ended, and when.
 *
 * @param isPolite whether it is SIGTERM, and not SIGKILL
 * @param line the line after which the time counts; empty for the start of the process
 * @param millis the time to wait
 */
record Ending(boolean isPolite, String line, int millis) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int STEP = 2;

    /**
     * Picks a moment: half of them somewhere in the life of the process, the other half close behind one of its lines, where most of
     * what can break is done.
     *
     * @param life the duration of the same start when nobody ends it
     */
    static Ending pick(Random random, Duration life, List<String> lines) {
        boolean isPolite = random.nextInt(3) == 0;
        if (random.nextInt(3) == 0) {
            return new Ending(isPolite, "", random.nextInt((int) life.toMillis() + 50));
        }
        return new Ending(isPolite, lines.get(random.nextInt(lines.size())), random.nextInt(120));
    }

    /** Waits for the moment, ends the process and returns what it was. */
    FinishedJvm apply(RunningJvm jvm, Trial trial) throws InterruptedException {
        await(jvm);
        List<ProcessHandle> children = jvm.descendants();
        if (isPolite) {
            jvm.terminate();
        } else {
            jvm.kill();
        }
        FinishedJvm ended = jvm.finish(PATIENCE);
        trial.expectNone(Residue.processes(children), Invariant.NOTHING_LEFT);
        return ended;
    }

    /** Waits for the moment, or for the end of the process. */
    void await(RunningJvm jvm) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!line.isEmpty() && jvm.isAlive() && jvm.line(line).isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(STEP);
        }
        for (int waited = 0; waited < millis && jvm.isAlive(); waited += STEP) {
            Thread.sleep(STEP);
        }
    }

    @Override
    public String toString() {
        return (isPolite ? "SIGTERM" : "SIGKILL") + " " + when();
    }

    /** Returns the moment, in words. */
    String when() {
        return millis + " ms after " + (line.isEmpty() ? "its start" : "\"" + line + "\"");
    }
}
