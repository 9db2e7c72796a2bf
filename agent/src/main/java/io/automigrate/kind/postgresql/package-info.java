/**
 * Everything that the agent knows of PostgreSQL, and the servers that speak its protocol. Begin with {@link io.automigrate.kind.postgresql.PostgreSql}, which overrides what differs from another database.
 */
package io.automigrate.kind.postgresql;
