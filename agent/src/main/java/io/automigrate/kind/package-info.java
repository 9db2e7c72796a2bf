/**
 * The knowledge of the agent about a kind of database. In: the URL of a database's own driver, connections, errors. Out: the answers that the other
 * packages need, as values. Each kind has a sub-package, which overrides what differs from "another database". Begin with {@link
 * io.automigrate.kind.DatabaseKind}.
 */
package io.automigrate.kind;
