/** Checks of the documents: links, length, code blocks. {@code DocumentedOutputTest} compares output with real starts. */
package io.automigrate.documents;
