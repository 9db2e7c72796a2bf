/**
 * The command {@code new}, which creates the next script in the folder of a project. In: the description of the script, the settings
 * of the names of scripts, and the files of the folder. Out: new files. Begin with {@link io.automigrate.authoring.NewScript}.
 */
package io.automigrate.authoring;
