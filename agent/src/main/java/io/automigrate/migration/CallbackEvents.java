package io.automigrate.migration;

import java.util.List;

/**
 * The events of Flyway 13.12 whose names SQL callbacks begin with ({@code org.flywaydb.core.api.callback.Event}). The names are copied
 * because a start with nothing to migrate loads no class of Flyway. A test compares the copy with the original.
 */
final class CallbackEvents {
    private static final String[] IDS = {
        "beforeClean",
        "afterClean",
        "afterCleanError",
        "beforeMigrate",
        "beforeEachMigrate",
        "beforeEachMigrateStatement",
        "afterEachMigrateStatement",
        "afterEachMigrateStatementError",
        "afterEachMigrate",
        "afterEachMigrateError",
        "beforeRepeatables",
        "afterVersioned",
        "afterMigrateApplied",
        "afterMigrate",
        "afterMigrateError",
        "beforeUndo",
        "beforeEachUndo",
        "beforeEachUndoStatement",
        "afterEachUndoStatement",
        "afterEachUndoStatementError",
        "afterEachUndo",
        "afterEachUndoError",
        "afterUndo",
        "afterUndoError",
        "beforeValidate",
        "afterValidate",
        "afterValidateError",
        "beforeBaseline",
        "afterBaseline",
        "afterBaselineError",
        "beforeRepair",
        "afterRepair",
        "afterRepairError",
        "beforeInfo",
        "afterInfo",
        "afterInfoError",
        "afterMigrateOperationFinish",
        "afterInfoOperationFinish",
        "afterCleanOperationFinish",
        "afterValidateOperationFinish",
        "afterUndoOperationFinish",
        "afterRepairOperationFinish",
        "afterBaselineOperationFinish",
        "createSchema",
        "beforeCreateSchema",
        "beforeConnect",
        "afterConnect",
        "afterReportGenerated"
    };

    /** The events that Flyway fires only when a migration is applied or fails. */
    private static final String[] OF_PENDING = {
        "beforeEachMigrate",
        "beforeEachMigrateStatement",
        "afterEachMigrateStatement",
        "afterEachMigrateStatementError",
        "afterEachMigrate",
        "afterEachMigrateError",
        "afterMigrateApplied",
        "afterMigrateError",
        "afterValidateError"
    };

    private CallbackEvents() {}

    /** Returns whether Flyway runs the callback with this file name only when a migration is applied or fails. */
    static boolean isOfPending(String name) {
        String event = prefixOf(name);
        for (String id : OF_PENDING) {
            if (id.equals(event)) {
                return true;
            }
        }
        return false;
    }

    static List<String> ids() {
        return List.of(IDS);
    }

    /** Returns the longest event id that the name begins with; empty when there is none. */
    static String prefixOf(String name) {
        String longest = "";
        for (String id : IDS) {
            if (id.length() > longest.length() && name.startsWith(id)) {
                longest = id;
            }
        }
        return longest;
    }
}
