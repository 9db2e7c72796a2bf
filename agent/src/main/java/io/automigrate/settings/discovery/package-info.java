/**
 * Finds the database and Flyway's settings under the names of the frameworks: Spring Boot, Quarkus, Micronaut, Flyway itself,
 * and platforms. In: system properties, environment variables and program arguments. Out: {@link
 * io.automigrate.settings.discovery.FoundDatabase}. Begin with {@link io.automigrate.settings.discovery.DatabaseSearch}.
 */
package io.automigrate.settings.discovery;
