/**
 * Everything that the agent knows of MySQL, and what MariaDB has in common with it. Begin with {@link io.automigrate.kind.mysql.MySql}, which overrides what differs from another database.
 */
package io.automigrate.kind.mysql;
