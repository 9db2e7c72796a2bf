package io.automigrate.engine.script;

import io.automigrate.failure.StartupException;
import io.automigrate.migration.Script;
import io.automigrate.settings.ScriptNaming;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.util.StringUtils;

/** Gives Flyway the scripts of the catalog, so that Flyway sees exactly the checked scripts and does not scan the class path. */
public final class CatalogResources implements ResourceProvider {
    private final ScriptNaming naming;
    private final List<ScriptResource> resources = new ArrayList<>();

    /**
     * Flyway asks for the {@code .conf} of every script each time it looks at them all; its own scanner finds it without regard to case.
     */
    private final Map<String, LoadableResource> byPath = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * @param naming the names of the scripts, and the encoding of scripts whose configuration names none
     * @throws StartupException when a script's own configuration can't be used
     */
    public CatalogResources(List<Script> scripts, ScriptNaming naming) throws StartupException {
        this.naming = naming;
        ScriptEncoding encoding = new ScriptEncoding(scripts, naming.encoding());
        for (Script script : scripts) {
            ScriptResource resource = new ScriptResource(script, encoding.of(script));
            resources.add(resource);
            byPath.putIfAbsent(resource.getAbsolutePath(), resource);
            byPath.putIfAbsent(resource.getRelativePath(), resource);
        }
    }

    public ScriptNaming naming() {
        return naming;
    }

    /** Sets the scripts and their naming in Flyway's configuration. */
    public FluentConfiguration provideTo(FluentConfiguration configuration) {
        return configuration
                .resourceProvider(this)
                .sqlMigrationPrefix(naming.versioned())
                .repeatableSqlMigrationPrefix(naming.repeatable())
                .sqlMigrationSeparator(naming.separator())
                .sqlMigrationSuffixes(naming.suffixes().toArray(String[]::new))
                .encoding(naming.encoding());
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
            // Flyway's own comparison, because versions differ: from 9 on the case of a suffix does not count.
            if (StringUtils.startsAndEndsWith(name, prefix, suffixes)) {
                found.add(resource);
            }
        }
        return found;
    }
}
