/**
 * Text for a terminal: tables, colours, the width of the terminal, and JSON for programs. In: the results of {@code command} and
 * {@code doctor}. Out: text for standard output.
 */
package io.automigrate.console;
