package io.automigrate.migration;

import java.util.Comparator;

/** The order of a catalog: by kind, then by version, by description for repeatable scripts, by path for all others. */
final class ScriptOrder implements Comparator<Script> {
    @Override
    public int compare(Script one, Script other) {
        int order = one.kind().compareTo(other.kind());
        if (order == 0) {
            order = compareIdentity(one, other);
        }
        if (order == 0) {
            order = one.path().compareTo(other.path());
        }
        return order == 0 ? one.file().place().compareTo(other.file().place()) : order;
    }

    /** Compares two scripts of one kind; returns 0 when Flyway can't tell them apart. */
    static int compareIdentity(Script one, Script other) {
        ScriptName name = one.name();
        ScriptName otherName = other.name();
        // A switch over an enum would load one more class in every start.
        if (name.version().isPresent()) {
            return name.version().get().compareTo(otherName.version().orElseThrow());
        }
        if (one.kind() == ScriptKind.REPEATABLE) {
            return name.description().compareTo(otherName.description());
        }
        if (one.kind() == ScriptKind.CALLBACK) {
            int order =
                    CallbackEvents.prefixOf(name.fileName()).compareTo(CallbackEvents.prefixOf(otherName.fileName()));
            return order == 0 ? name.description().compareTo(otherName.description()) : order;
        }
        return one.path().compareTo(other.path());
    }
}
