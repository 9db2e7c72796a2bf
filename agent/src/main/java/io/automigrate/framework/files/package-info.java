/**
 * Reads the files of an application's configuration on the class path, where its framework is not asked. In: a class loader. Out: the
 * settings for Flyway that a start does not know, for a warning. Begin with {@link io.automigrate.framework.files.UntoldSettings}.
 */
package io.automigrate.framework.files;
