package io.automigrate.it.torture;

import io.automigrate.it.jvm.FinishedJvm;
import java.util.ArrayList;
import java.util.List;

/** One run of an experiment: what its processes wrote, and what did not hold. */
final class Trial {
    private final Ledger.Subject subject;
    private final String name;
    private final Ledger ledger;
    private final List<String> transcript = new ArrayList<>();

    Trial(Ledger.Subject subject, String name, Ledger ledger) {
        this.subject = subject;
        this.name = name;
        this.ledger = ledger;
    }

    /** Keeps what a process wrote, and checks what every process must keep to. */
    void wrote(FinishedJvm jvm) {
        transcript.add(jvm.toString());
        for (String line : jvm.errWithoutPickedUp().split("\n")) {
            boolean isTrace = line.startsWith("\tat ") || line.startsWith("Exception in thread");
            expect(!isTrace, Invariant.OUTPUT, "standard error has \"" + line + "\"");
            if (isTrace) {
                return;
            }
        }
    }

    /** Adds a line to the transcript. */
    void note(String text) {
        transcript.add(text);
    }

    /** Counts something that was seen. */
    void saw(String what) {
        ledger.saw(subject, what);
    }

    void expect(boolean holds, Invariant invariant, String otherwise) {
        if (!holds) {
            ledger.found(new Finding(
                    subject.experiment(),
                    subject.database(),
                    invariant,
                    name,
                    otherwise,
                    String.join("\n", transcript)));
        }
    }

    void expectNone(List<String> faults, Invariant invariant) {
        faults.forEach(fault -> expect(false, invariant, fault));
    }
}
