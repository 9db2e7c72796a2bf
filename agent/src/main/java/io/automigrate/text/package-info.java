/**
 * Formats of text: JSON, durations, lists of names, printable characters, short lines. No class here knows anything of databases.
 */
package io.automigrate.text;
