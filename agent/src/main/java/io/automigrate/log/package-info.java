/**
 * The log of the agent on standard error, as text or as JSON, and the interfaces by which a start reports its progress. In:
 * messages, events and failures. Out: lines without secrets. Begin with {@link io.automigrate.log.MigrationLog}; {@link
 * io.automigrate.log.StartObserver} and {@link io.automigrate.log.DatabaseObserver} are implemented by {@code outcome}.
 */
package io.automigrate.log;
