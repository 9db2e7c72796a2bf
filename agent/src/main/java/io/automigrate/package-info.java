/**
 * The start of the agent, from the call of the bootstrap classes to the outcome. {@code Startup} is the place to begin reading:
 * it wires the other packages in the order of one start. In: the agent arguments and the instrumentation, from {@link
 * io.automigrate.bootstrap}. Out: the exit code that the bootstrap classes end the process with, or 0 for "start the
 * application".
 */
package io.automigrate;
