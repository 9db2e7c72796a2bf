/** The drawings of the documents: boxes and arrows in Java, and the test that the pictures in docs/drawings are these drawings. */
package io.automigrate.documents.drawing;
