package io.automigrate.review;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.SqlSyntax;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reviews the scripts of a plan: which scripts can't be rolled back, make the application wait, or fail. */
public final class ScriptReview {
    private final SqlSyntax syntax;
    private final LockRemarks locks;
    private final TransactionRemarks transactions;

    /**
     * @param kind the kind of database
     * @param mixed whether a script may have statements of both kinds, those that need a transaction and those that refuse one
     */
    public ScriptReview(DatabaseKind kind, boolean mixed) {
        this.syntax = kind.syntax();
        this.locks = new LockRemarks(kind);
        this.transactions = new TransactionRemarks(kind, mixed);
    }

    /** Reviews the next script, whose tables may be made by the scripts before it. */
    public PlannedScript review(SchemaEngine.Planned planned) {
        List<Remark> remarks = new ArrayList<>();
        for (String placeholder : planned.missing()) {
            remarks.add(new Remark(
                    Remark.Kind.FAILURE,
                    0,
                    "would fail: there is no value for " + placeholder + ", set AUTO_MIGRATE_PLACEHOLDERS_<NAME>"));
        }
        if (planned.sql().isPresent()) {
            List<SqlStatement> statements = SqlSplitter.split(planned.sql().get(), syntax);
            if (statements.isEmpty() && planned.sql().get().isBlank()) {
                remarks.add(new Remark(Remark.Kind.FAILURE, 0, "would fail: the script is empty"));
            }
            remarks.addAll(transactions.of(statements, planned.inTransaction()));
            for (SqlStatement statement : statements) {
                locks.of(statement).ifPresent(remarks::add);
            }
        }
        remarks.sort(Comparator.comparingInt(Remark::line));
        return new PlannedScript(planned.migration(), planned.sql(), remarks);
    }
}
