/**
 * Everything that the agent knows of SQL Server. Begin with {@link io.automigrate.kind.sqlserver.SqlServer}, which overrides what differs from another database.
 */
package io.automigrate.kind.sqlserver;
