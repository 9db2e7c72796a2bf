/**
 * Tells others how a start goes and how it ended: status file, metrics, health port, notification. In: the events of {@link
 * io.automigrate.log.StartObserver}. Out: files, HTTP answers, one HTTP request. Begin with {@link
 * io.automigrate.outcome.Reports}.
 */
package io.automigrate.outcome;
