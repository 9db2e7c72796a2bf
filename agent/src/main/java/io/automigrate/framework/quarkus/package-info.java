/** Asks an application of Quarkus for its database and its migrations, by SmallRye Config. All is reflection on the application's types. */
package io.automigrate.framework.quarkus;
