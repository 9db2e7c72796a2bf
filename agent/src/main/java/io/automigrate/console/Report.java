package io.automigrate.console;

import java.util.Map;

/** The result of a command, before it is written. */
public interface Report {
    /** Returns the report as text: lines that end with a line feed. */
    String text(Terminal terminal);

    /** Returns the report for JSON: strings, numbers, booleans, nulls, lists and maps, in their order in the output. */
    Map<String, Object> json();
}
