package io.automigrate.engine.flyway;

import io.automigrate.migration.MigrationClass;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.executor.MigrationExecutor;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.internal.jdbc.Results;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;
import org.flywaydb.core.internal.resolver.ResolvedMigrationImpl;

/**
 * A Java migration of the application that is known by the name of its class only: enough to see in the history whether another process
 * has applied the migration.
 */
final class NamedMigration implements JavaMigration {
    private static final Pattern NAME = Pattern.compile("(?:.*\\.)?(?:V(\\d+(?:[._]\\d+)*)|R)__(.+)");

    private final MigrationClass named;
    private final MigrationVersion version;
    private final String description;

    private NamedMigration(MigrationClass named, MigrationVersion version, String description) {
        this.named = named;
        this.version = version;
        this.description = description;
    }

    /** Returns the migration; empty for a class whose name does not say that it is one. */
    static Optional<NamedMigration> of(MigrationClass migration) {
        Matcher name = NAME.matcher(migration.className());
        if (!name.matches()) {
            return Optional.empty();
        }
        MigrationVersion version = name.group(1) == null
                ? null
                : MigrationVersion.fromVersion(name.group(1).replace('_', '.'));
        return Optional.of(new NamedMigration(migration, version, name.group(2).replace('_', ' ')));
    }

    @Override
    public MigrationVersion getVersion() {
        return version;
    }

    @Override
    public String getDescription() {
        return description;
    }

    /** Returns the name that Flyway compares with the history: the class of the application, not this class. */
    @Override
    public ResolvedMigration getResolvedMigration(Configuration configuration, StatementInterceptor interceptor) {
        return new ResolvedMigrationImpl(
                version,
                description,
                named.className(),
                null,
                null,
                CoreMigrationType.JDBC,
                named.place(),
                new NotHere());
    }

    @Override
    public Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) {
        throw new IllegalStateException(named.className() + " runs with the application's Flyway only");
    }

    /** Flyway asks whether a migration would run before it looks the migration up in the history. */
    private static final class NotHere implements MigrationExecutor {
        @Override
        public List<Results> execute(org.flywaydb.core.api.executor.Context context) {
            throw new IllegalStateException("a Java migration runs with the application's Flyway only");
        }

        @Override
        public boolean canExecuteInTransaction() {
            return true;
        }

        @Override
        public boolean shouldExecute() {
            return true;
        }
    }
}
