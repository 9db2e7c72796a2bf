/**
 * Waits until the database accepts a login, and reports the reason when the wait fails. In: the account and the time limits of the
 * settings. Out: a {@link io.automigrate.database.ReadyDatabase}, or a failure with its exit code. Begin with {@link
 * io.automigrate.database.DatabaseGate}.
 */
package io.automigrate.database;
