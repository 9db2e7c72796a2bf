package io.automigrate;

import io.automigrate.log.MigrationLog;
import io.automigrate.settings.discovery.DatabaseSearch;
import io.automigrate.settings.discovery.LookAlikes;
import io.automigrate.settings.given.SettingSources;
import java.util.List;

/**
 * Logs that no setting names a database: a warning when the application has scripts, or when a similar setting is given.
 *
 * @param loader the loader of the class path
 */
record MissingDatabase(SettingSources sources, ClassLoader loader) {
    private static final String[] FOLDERS = {"", "BOOT-INF/classes/", "WEB-INF/classes/"};
    private static final String SCRIPTS = "db/migration";

    void tell(MigrationLog log) {
        List<String> lookAlikes = new LookAlikes(sources, loader).find();
        boolean hasScripts = hasScripts();
        if (lookAlikes.isEmpty() && !hasScripts) {
            log.info(
                    "No database found in AUTO_MIGRATE_URL or the variables of the usual frameworks, nothing is migrated");
            return;
        }
        log.warn("No database found, so nothing is migrated"
                + (hasScripts ? ", although the application has scripts in classpath:" + SCRIPTS : "")
                + ". Looked for AUTO_MIGRATE_URL, " + DatabaseSearch.places()
                + " and the system properties of the same names; if this is intended, set AUTO_MIGRATE=false");
        for (String lookAlike : lookAlikes) {
            log.warn("No database found: " + lookAlike);
        }
    }

    private boolean hasScripts() {
        for (String folder : FOLDERS) {
            if (loader.getResource(folder + SCRIPTS) != null) {
                return true;
            }
        }
        return false;
    }
}
