/**
 * Everything that the agent knows of SQLite. Begin with {@link io.automigrate.kind.sqlite.Sqlite}, which overrides what differs from another database.
 */
package io.automigrate.kind.sqlite;
