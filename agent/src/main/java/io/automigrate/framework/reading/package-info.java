/**
 * The common part of the questions to the frameworks: which properties are read, and which values no start can use. In: the properties of
 * an application. Out: the answer.
 */
package io.automigrate.framework.reading;
