/**
 * Finds the moment at which the application's class loader exists: before {@code main}, or inside a launcher or a server. In:
 * the command line of the JVM and its instrumentation. Out: the class loader that the scripts and the driver are read from.
 * Begin with {@link io.automigrate.host.HostApplication}; {@link io.automigrate.host.Hook} lists the hooked methods.
 */
package io.automigrate.host;
