/**
 * The one list of the kinds of databases. In: a URL as the user wrote it. Out: the kind that it leads to, through any wrapping drivers, and
 * the account that stood in it. Begin with {@link io.automigrate.kind.known.DatabaseKinds}.
 */
package io.automigrate.kind.known;
