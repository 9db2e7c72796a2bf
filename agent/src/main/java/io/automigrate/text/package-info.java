/**
 * Plain text for people and for machines: JSON, durations, lists of names. No class here knows anything of databases.
 */
package io.automigrate.text;
