package io.automigrate.migration.history;

import io.automigrate.migration.ClassFacts;
import io.automigrate.migration.MigrationClass;
import io.automigrate.migration.SchemaVersion;
import io.automigrate.migration.history.UpToDateCheck.DoubtException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Java migrations whose names say what the history holds: version and description, and no checksum. Such a migration can't have
 * changed since it was applied, so the application's Flyway is not needed to say so.
 */
final class NamedClasses {
    /** The type of a Java migration in the history; a constant, so that reading it does not load this class. */
    static final String TYPE = "JDBC";

    private static final Pattern NAME = Pattern.compile("V(\\d+(?:_\\d+)*)__(.+)");

    private NamedClasses() {}

    /** Adds the descriptions of the migrations by their versions. */
    static void addTo(Map<Object, Object> migrations, List<MigrationClass> classes) {
        for (MigrationClass named : classes) {
            ClassFacts facts = facts(named);
            if (facts.isNoMigration()) {
                continue;
            }
            String simpleName = named.className().substring(named.className().lastIndexOf('.') + 1);
            Matcher name = NAME.matcher(simpleName);
            if (facts.isAbstract() || !facts.isDescribedByName() || !name.matches()) {
                throw new DoubtException("the name of " + named.className() + " does not say what the history holds");
            }
            SchemaVersion version = SchemaVersion.parse(name.group(1).replace('_', '.'));
            if (migrations.put(version, name.group(2).replace('_', ' ')) != null) {
                throw new DoubtException(named.className() + " is there twice");
            }
        }
    }

    private static ClassFacts facts(MigrationClass named) {
        try {
            return named.facts();
        } catch (IOException | RuntimeException e) {
            throw new DoubtException(named.className() + " can't be read: " + e);
        }
    }

    static void refuseDifference(String description, HistoryRow row) {
        if (!TYPE.equals(row.type()) || !description.equals(row.description())) {
            throw new DoubtException("version " + row.version() + " is a Java migration \"" + description
                    + "\", and in the history \"" + row.description() + "\" of type " + row.type());
        }
    }
}
