/**
 * Everything that the agent knows of databases of which little is known. Begin with {@link io.automigrate.kind.other.OtherDatabases}, which overrides what differs from another database.
 */
package io.automigrate.kind.other;
