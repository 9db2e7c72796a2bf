/**
 * Everything that the agent knows of Oracle. Begin with {@link io.automigrate.kind.oracle.Oracle}, which overrides what differs from another database.
 */
package io.automigrate.kind.oracle;
