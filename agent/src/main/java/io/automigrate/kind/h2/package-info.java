/**
 * Everything that the agent knows of H2, inside this process or on a server. Begin with {@link io.automigrate.kind.h2.H2}, which overrides what differs from another database.
 */
package io.automigrate.kind.h2;
