package io.automigrate.engine.script;

import io.automigrate.failure.StartupException;
import io.automigrate.migration.Script;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/** Shows Flyway the scripts of the catalog, so that it sees exactly what the agent has checked and scans nothing by itself. */
public final class CatalogResources implements ResourceProvider {
    private final List<ScriptResource> resources = new ArrayList<>();

    /**
     * Flyway asks for the {@code .conf} of every script each time it looks at them all; its own scanner finds it without regard to case.
     */
    private final Map<String, LoadableResource> byPath = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * @throws StartupException when a script's own configuration can't be used
     */
    public CatalogResources(List<Script> scripts) throws StartupException {
        ScriptEncoding encoding = new ScriptEncoding(scripts);
        for (Script script : scripts) {
            ScriptResource resource = new ScriptResource(script, encoding.of(script));
            resources.add(resource);
            byPath.putIfAbsent(resource.getAbsolutePath(), resource);
            byPath.putIfAbsent(resource.getRelativePath(), resource);
        }
    }

    @Override
    public LoadableResource getResource(String name) {
        return byPath.get(name);
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
