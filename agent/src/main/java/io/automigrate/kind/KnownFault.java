package io.automigrate.kind;

/**
 * A failure to connect that a kind of database recognises by the type or the words of an exception.
 *
 * @param fault the consequence of the failure
 * @param reason the reason; null: the words of the exception
 * @param remedy the remedy for the operator
 */
public record KnownFault(ConnectionFault fault, String reason, String remedy) {}
