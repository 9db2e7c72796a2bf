/**
 * Lists and reads files on the application's class path: folders, jars, jars inside jars, and the virtual file systems of
 * servers. In: a class loader and folders. Out: the files below these folders. Begin with {@link
 * io.automigrate.migration.classpath.ClassPathRoots}.
 */
package io.automigrate.migration.classpath;
