package io.automigrate.kind;

/**
 * A failure to connect that a kind of database recognises by the type or the words of an exception.
 *
 * @param fault what follows from the failure
 * @param reason what went wrong; null: the words of the exception
 * @param remedy what the operator can do
 */
public record KnownFault(ConnectionFault fault, String reason, String remedy) {}
