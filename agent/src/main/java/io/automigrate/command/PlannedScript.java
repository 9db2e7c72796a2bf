package io.automigrate.command;

import io.automigrate.engine.SchemaEngine;
import java.util.List;
import java.util.Optional;

/**
 * A migration that would run, and what somebody should know before.
 *
 * @param sql as it would run; empty for a Java migration
 */
record PlannedScript(SchemaEngine.Migration migration, Optional<String> sql, List<Remark> remarks) {
    PlannedScript {
        remarks = List.copyOf(remarks);
    }
}
