/**
 * Saves the database before the first pending script is applied. In: the backup settings and the account. Out: a file in the
 * backup directory, or the exit code of the user's command. Begin with {@link io.automigrate.backup.DatabaseBackup}.
 */
package io.automigrate.backup;
