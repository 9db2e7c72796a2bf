package example;

import java.util.logging.LogManager;

/** A log manager of an application's own, named by the system property {@code java.util.logging.manager}. */
public final class OwnLogging extends LogManager {}
