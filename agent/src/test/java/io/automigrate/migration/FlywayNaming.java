package io.automigrate.migration;

import io.automigrate.settings.ScriptNaming;
import java.io.Reader;
import java.io.StringReader;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.ClassicConfiguration;
import org.flywaydb.core.api.resolver.MigrationResolver;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resolver.script.ScriptMigrationResolver;
import org.flywaydb.core.internal.resource.ResourceName;
import org.flywaydb.core.internal.resource.ResourceNameParser;
import org.flywaydb.core.internal.util.StringUtils;

/** Flyway's own opinion of file names, put together as its resolvers and callback factories do. */
final class FlywayNaming {
    private final ClassicConfiguration configuration = new ClassicConfiguration();
    private final ResourceNameParser parser;
    private final ScriptNaming naming;

    FlywayNaming(ScriptNaming naming) {
        this.naming = naming;
        configuration.setSqlMigrationPrefix(naming.versioned());
        configuration.setRepeatableSqlMigrationPrefix(naming.repeatable());
        configuration.setSqlMigrationSeparator(naming.separator());
        configuration.setSqlMigrationSuffixes(naming.suffixes().toArray(String[]::new));
        parser = new ResourceNameParser(configuration);
    }

    /** Returns the files that Flyway would run as SQL. */
    Optional<ScriptName> sqlScript(String fileName) {
        ResourceName name = parser.parse(fileName);
        boolean isSql = StringUtils.startsAndEndsWith(fileName, "", configuration.getSqlMigrationSuffixes());
        if (!isSql || !name.isValid()) {
            return Optional.empty();
        }
        boolean isCallback = Event.fromId(name.getPrefix()) != null;
        if (!isCallback
                && !StringUtils.startsAndEndsWith(
                        fileName, name.getPrefix(), configuration.getSqlMigrationSuffixes())) {
            return Optional.empty();
        }
        return Optional.of(new ScriptName(
                fileName,
                isCallback ? ScriptKind.CALLBACK : kind(name.getPrefix()),
                Optional.ofNullable(name.getVersion()).flatMap(FlywayNaming::version),
                name.getDescription()));
    }

    private ScriptKind kind(String prefix) {
        if (prefix.equals(naming.versioned())) {
            return ScriptKind.VERSIONED;
        }
        return prefix.equals(naming.repeatable()) ? ScriptKind.REPEATABLE : ScriptKind.BASELINE;
    }

    private static Optional<SchemaVersion> version(Object version) {
        try {
            return Optional.of(SchemaVersion.parse(version.toString()));
        } catch (IllegalArgumentException e) {
            // One that only Flyway takes; a differential test sees that it is not equal to ours.
            return Optional.empty();
        }
    }

    /** Returns whether Flyway would hand the file to the operating system. */
    boolean isProgram(String fileName) {
        ResourceProvider provider = new OneFile(fileName);
        ScriptMigrationResolver<Event> resolver =
                new ScriptMigrationResolver<>(provider, configuration, new ParsingContext(), null);
        if (!resolver.resolveMigrations(new MigrationResolver.Context(configuration, provider, null, null, null))
                .isEmpty()) {
            return true;
        }
        resolver.resolveCallbacks(id -> Optional.ofNullable(Event.fromId(id)));
        return !resolver.scriptCallbacks.isEmpty();
    }

    private record OneFile(String fileName) implements ResourceProvider {
        @Override
        public LoadableResource getResource(String name) {
            return null;
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return StringUtils.startsAndEndsWith(fileName, prefix, suffixes)
                    ? List.of(new EmptyResource(fileName))
                    : List.of();
        }
    }

    private static final class EmptyResource extends LoadableResource {
        private final String fileName;

        EmptyResource(String fileName) {
            this.fileName = fileName;
        }

        @Override
        public Reader read() {
            return new StringReader("");
        }

        @Override
        public String getAbsolutePath() {
            return fileName;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return fileName;
        }

        @Override
        public String getFilename() {
            return fileName;
        }

        @Override
        public String getRelativePath() {
            return fileName;
        }
    }
}
