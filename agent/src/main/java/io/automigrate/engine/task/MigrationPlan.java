package io.automigrate.engine.task;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.engine.failure.ExistingTables;
import io.automigrate.engine.failure.HistoryMismatch;
import io.automigrate.engine.script.CatalogResources;
import io.automigrate.engine.script.ScriptText;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resource.LoadableResource;

/** The scripts that would run, with the text that would run. */
public record MigrationPlan(Configuration configuration, SchemaEngine.Overview overview) {
    /** Longer scripts are dumps, and a plan need not show them. */
    private static final int LONGEST = 10_000_000;

    /**
     * Returns the plan.
     *
     * @throws StartupException when a migration would refuse to begin as well
     */
    public static SchemaEngine.Plan of(LoadedFlyway configured) throws StartupException {
        LoadedFlyway loaded = MatchingBaseline.choose(configured);
        Configuration configuration = loaded.flyway().getConfiguration();
        Preconditions preconditions = new Preconditions(
                loaded,
                new CatalogResources(
                        loaded.context().scripts(),
                        loaded.context().settings().scripts().naming()));
        preconditions.checkRepeatables();
        MigrationInfoService info = loaded.flyway().info();
        preconditions.checkWithoutReading(info);
        // Callbacks are not in the plan. The scripts are read once, below: they may be large and many.
        preconditions.checkPlaceholders(List.of());
        HistoryMismatch mismatch = loaded.mismatch();
        SchemaEngine.Overview overview =
                new SchemaInspection(loaded.flyway(), loaded.schema()).overview(info, mismatch.result());
        List<SchemaEngine.Planned> scripts = new MigrationPlan(configuration, overview).read();
        refuseMissing(scripts, preconditions.toRun(info), preconditions);
        preconditions.checkSchema(info, mismatch);
        boolean hasHistory = overview.migrations().stream()
                .anyMatch(migration -> migration.applied().isPresent());
        String tables = hasHistory
                ? ""
                : new ExistingTables(loaded.context().settings()).in(configuration.getDataSource(), loaded.schema());
        return new SchemaEngine.Plan(overview, scripts, tables);
    }

    /** Lets the check describe placeholders without a value, where there are any. */
    private static void refuseMissing(
            List<SchemaEngine.Planned> scripts, List<String> toRun, Preconditions preconditions)
            throws StartupException {
        List<String> lacking = new ArrayList<>();
        for (SchemaEngine.Planned planned : scripts) {
            String name = planned.migration().script();
            boolean isCut = planned.sql().isPresent() && planned.sql().get().length() >= LONGEST;
            if ((isCut || !planned.missing().isEmpty()) && toRun.contains(name)) {
                lacking.add(name);
            }
        }
        if (!lacking.isEmpty()) {
            preconditions.checkPlaceholders(lacking);
        }
    }

    private List<SchemaEngine.Planned> read() throws StartupException {
        List<SchemaEngine.Planned> planned = new ArrayList<>();
        for (SchemaEngine.Migration migration : overview.migrations()) {
            if (migration.pending()) {
                planned.add(planned(migration));
            }
        }
        return planned;
    }

    private SchemaEngine.Planned planned(SchemaEngine.Migration migration) throws StartupException {
        try {
            LoadableResource script = resource(migration.script());
            if (script == null) {
                return new SchemaEngine.Planned(migration, Optional.empty(), true, List.of());
            }
            Properties own = new Properties();
            LoadableResource ownConfiguration = resource(migration.script() + ".conf");
            if (ownConfiguration != null) {
                try (Reader reader = ownConfiguration.read()) {
                    own.load(reader);
                }
            }
            String text = text(script);
            boolean replaces = flag(own, "placeholderReplacement", configuration.isPlaceholderReplacement());
            ScriptText replaced = replaces
                    ? ScriptText.of(migration.script(), text, configuration, overview.schema())
                    : new ScriptText(text, List.of());
            return new SchemaEngine.Planned(
                    migration,
                    Optional.of(replaced.sql()),
                    flag(own, "executeInTransaction", true),
                    replaced.missing());
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new StartupException(
                    Failure.of(
                                    ExitCode.CONFIGURATION,
                                    "The script \"" + migration.script() + "\" can't be read: " + e.getMessage())
                            .with("state", "nothing was changed")
                            .remedy("correct the file, or that with the ending .conf beside it"),
                    e);
        }
    }

    private LoadableResource resource(String name) {
        return configuration.getResourceProvider().getResource(name);
    }

    private static String text(LoadableResource script) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[8192];
        try (Reader reader = script.read()) {
            for (int n = reader.read(buffer); n > 0 && text.length() < LONGEST; n = reader.read(buffer)) {
                text.append(buffer, 0, n);
            }
        }
        return text.toString();
    }

    private static boolean flag(Properties own, String name, boolean unset) {
        String value = own.getProperty(name);
        return value == null ? unset : Boolean.parseBoolean(value.strip());
    }
}
