/** Asks an application of Micronaut for its database and its migrations. All is reflection on the application's types. */
package io.automigrate.framework.micronaut;
