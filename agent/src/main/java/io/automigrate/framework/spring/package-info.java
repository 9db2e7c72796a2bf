/**
 * Asks an application of Spring Boot for its database and its migrations: by Boot's own binder, from the environment that the application
 * itself uses. All is reflection, because the types are the application's.
 */
package io.automigrate.framework.spring;
