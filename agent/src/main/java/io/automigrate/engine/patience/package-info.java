/**
 * Waits for locks: Flyway's own, and those that a statement of a script needs. In: the time limits of the settings. Out:
 * connections with these limits, statements that are tried again. Begin with {@link
 * io.automigrate.engine.patience.PatientConnections}.
 */
package io.automigrate.engine.patience;
