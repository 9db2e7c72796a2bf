package io.automigrate.console;

import java.util.Map;

/** The result of a command, before it is written. */
public interface Report {
    /** Returns the report as text: lines that end with a line feed. */
    String text(Terminal terminal);

    /** Returns it for programs: strings, numbers, booleans, nulls, lists and maps, in the order in which they are written. */
    Map<String, Object> json();
}
