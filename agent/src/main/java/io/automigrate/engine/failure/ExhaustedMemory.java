package io.automigrate.engine.failure;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;

/** A script that needs more memory or a deeper stack than this JVM has: 50,000 nested brackets, or hundreds of megabytes. */
public final class ExhaustedMemory {
    private ExhaustedMemory() {}

    /**
     * Returns the failure that names the script.
     *
     * @param script the script that was being applied
     * @param place the file
     */
    public static Failure describe(FailedRun run, VirtualMachineError error, String script, String place) {
        boolean isStack = error instanceof StackOverflowError;
        String what =
                isStack ? "the stack of this JVM is too small for a statement" : "the memory of this JVM is too small";
        return Failure.of(
                        ExitCode.MIGRATION_FAILED,
                        script + ": " + what + " (" + error.getClass().getSimpleName() + ")")
                .in(script, 0)
                .with("script", place)
                .with("state", run.state().text())
                .remedy(
                        isStack
                                ? "write the statement with less nesting, or start the JVM with a larger stack (-Xss)"
                                : "divide the script into smaller ones, or start the JVM with a larger heap (-Xmx)");
    }
}
