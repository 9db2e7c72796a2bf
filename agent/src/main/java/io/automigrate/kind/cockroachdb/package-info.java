/**
 * Everything that the agent knows of CockroachDB. Begin with {@link io.automigrate.kind.cockroachdb.CockroachDb}, which overrides what differs from another database.
 */
package io.automigrate.kind.cockroachdb;
