/**
 * Notes beside the history of a database that commits definitions by itself: a script that began and has no row is found by the next
 * start, so that no script runs twice without a word. In: the connections of a run. Out: the same connections, which write and remove the
 * notes. Begin with {@link io.automigrate.engine.note.ScriptNotes}.
 */
package io.automigrate.engine.note;
