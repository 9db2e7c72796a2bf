package io.automigrate.console;

import io.automigrate.secret.SecretMask;
import java.io.PrintStream;
import java.util.Map;

/**
 * Writes the result of a command to standard output, as text or as JSON, without secrets.
 *
 * @param json whether the output is JSON
 * @param environment the variables of this process, which describe the terminal
 */
public record ReportPrinter(PrintStream out, boolean json, SecretMask mask, Map<String, String> environment) {
    /** Writes the report. */
    public void print(Report report) {
        out.print(json ? Json.of(report.json(), mask) + "\n" : mask.mask(report.text(Terminal.of(out, environment))));
        // The end of the process flushes System.out, which a server may have replaced by a stream of its own.
        out.flush();
    }
}
