/**
 * Reads the files of an application for warnings of what a start does not see: the configuration where the framework is not asked, and the
 * classes with beans where it is. In: a class loader, a class path. Out: a warning. Begin with
 * {@link io.automigrate.framework.files.UntoldSettings} and {@link io.automigrate.framework.files.FlywayInCode}.
 */
package io.automigrate.framework.files;
