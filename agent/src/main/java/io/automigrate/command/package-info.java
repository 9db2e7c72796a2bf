/**
 * The commands that run instead of the application: {@code info}, {@code plan}, {@code rollback} and others, and the jar as a
 * program. In: a {@link io.automigrate.settings.CommandRequest}. Out: a report on standard output and an exit code. Begin with
 * {@link io.automigrate.command.OneShotCommand}.
 */
package io.automigrate.command;
