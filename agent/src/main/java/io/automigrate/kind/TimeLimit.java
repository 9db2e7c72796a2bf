package io.automigrate.kind;

/**
 * A property of a driver that holds a time limit.
 *
 * @param property the name of the property
 * @param inSeconds whether the driver counts in seconds; otherwise it counts in milliseconds
 */
public record TimeLimit(String property, boolean inSeconds) {}
