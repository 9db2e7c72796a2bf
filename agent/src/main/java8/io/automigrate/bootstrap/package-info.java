/**
 * The classes at the root of the jar, in Java 8 byte code. They decide whether this JVM is the application, refuse a Java that
 * is too old, and load everything else in a class loader that the application cannot see. In: the arguments of {@code premain}
 * or {@code main}. Out: a call of {@code StartupEntrance} or {@code CommandLineTool}, and the end of the process when the start
 * must not go on. Begin with {@link io.automigrate.bootstrap.AgentPremain}.
 */
package io.automigrate.bootstrap;
