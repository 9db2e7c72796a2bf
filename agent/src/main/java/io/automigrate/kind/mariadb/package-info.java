/**
 * Everything that the agent knows of MariaDB. Begin with {@link io.automigrate.kind.mariadb.MariaDb}, which overrides what differs from another database.
 */
package io.automigrate.kind.mariadb;
