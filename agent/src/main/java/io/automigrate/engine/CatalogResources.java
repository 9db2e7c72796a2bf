package io.automigrate.engine;

import io.automigrate.migration.Script;
import io.automigrate.report.StartupException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/** Shows Flyway the scripts of the catalog, so that it sees exactly what the agent has checked and scans nothing by itself. */
final class CatalogResources implements ResourceProvider {
    private final List<ScriptResource> resources = new ArrayList<>();

    /**
     * @throws StartupException when a script's own configuration can't be used
     */
    CatalogResources(List<Script> scripts) throws StartupException {
        ScriptEncoding encoding = new ScriptEncoding(scripts);
        for (Script script : scripts) {
            resources.add(new ScriptResource(script, encoding.of(script)));
        }
    }

    /** Flyway's own scanner finds a script's configuration without regard to case. */
    @Override
    public LoadableResource getResource(String name) {
        for (ScriptResource resource : resources) {
            if (resource.getAbsolutePath().equalsIgnoreCase(name)
                    || resource.getRelativePath().equalsIgnoreCase(name)) {
                return resource;
            }
        }
        return null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        List<LoadableResource> found = new ArrayList<>();
        for (ScriptResource resource : resources) {
            String name = resource.getFilename();
            if (name.startsWith(prefix) && endsWithAny(name, suffixes)) {
                found.add(resource);
            }
        }
        return found;
    }

    private static boolean endsWithAny(String name, String[] suffixes) {
        for (String suffix : suffixes) {
            if (name.endsWith(suffix)) {
                return true;
            }
        }
        return false;
    }
}
