package io.automigrate.engine.sql;

import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.TableStatement;
import io.automigrate.text.OneLine;
import java.util.Objects;

/**
 * The progress of a script in the database: the statement that was sent last, and the statements that are committed. Everything that is
 * said about the state of a schema is derived from this record and from the history.
 *
 * @param script the script's path; empty when no script is unfinished
 * @param statement the number of the statement that was sent last, counted from 1; 0 when none was sent
 * @param settings how many settings of the session begin the script, which leave nothing behind
 * @param sql the statement that was sent last
 * @param effect the effect of this statement on the transaction
 * @param answer the answer of the database to this statement
 * @param committed all statements up to this number are committed
 * @param possible all statements up to this number may be committed; never less than {@code committed}
 * @param staying the last statement that was sent and whose rows stay when the transaction is rolled back; 0 for none
 * @param ends whether all statements of the script were acknowledged
 * @param ownCommit the script's own words that committed last, as text for messages; empty when there are none
 * @param failure the first failure of a statement; null when none failed
 */
public record ScriptProgress(
        String script,
        int statement,
        int settings,
        String sql,
        StatementEffect effect,
        Answer answer,
        int committed,
        int possible,
        int staying,
        boolean ends,
        String ownCommit,
        Throwable failure) {
    /** No script is unfinished. */
    public static final ScriptProgress NONE = begin("");

    /** The answer of the database to a statement. */
    enum Answer {
        /** There is none: the statement still runs, or the connection was lost. */
        NONE,
        ACKNOWLEDGED,
        REFUSED
    }

    public ScriptProgress {
        Objects.requireNonNull(script, "script");
        Objects.requireNonNull(sql, "sql");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(ownCommit, "ownCommit");
        if (committed > possible || possible > statement) {
            throw new IllegalArgumentException(committed + " > " + possible + " > " + statement);
        }
    }

    /** Returns the progress of a script before its first statement. */
    public static ScriptProgress begin(String script) {
        return new ScriptProgress(
                script, 0, 0, "", StatementEffect.ROWS, Answer.ACKNOWLEDGED, 0, 0, 0, false, "", null);
    }

    /** Returns whether a script has begun and is not known to be in the history. */
    public boolean isPresent() {
        return !script.isEmpty();
    }

    /**
     * Returns the progress when a statement is sent.
     *
     * @param commitsItself whether the connection commits after each statement
     * @param rowsStay whether the statement changes rows of tables without transactions
     */
    public ScriptProgress sent(int number, String text, DatabaseKind kind, boolean commitsItself, boolean rowsStay) {
        // Also a setting that commits has nothing to commit there.
        boolean isSetting = number == settings + 1 && StatementEffect.isSetting(text);
        StatementEffect inTransaction = isSetting ? StatementEffect.ROWS : StatementEffect.of(text, kind);
        StatementEffect next = commitsItself && !isSetting && inTransaction == StatementEffect.ROWS
                ? StatementEffect.COMMITS
                : inTransaction;
        return new ScriptProgress(
                script,
                number,
                isSetting ? number : settings,
                text,
                next,
                Answer.NONE,
                committed,
                possible,
                rowsStay ? number : staying,
                ends,
                ownCommit,
                failure);
    }

    /** Returns the progress when the database has executed the statement that was sent last. */
    public ScriptProgress acknowledged() {
        boolean isOwn = effect == StatementEffect.COMMITS && StatementEffect.isOwnCommit(sql);
        return answered(
                Answer.ACKNOWLEDGED,
                effect == StatementEffect.COMMITS ? statement : committed,
                effect == StatementEffect.ROWS ? possible : statement,
                isOwn ? '"' + OneLine.of(StatementEffect.withoutFrame(sql)) + "\", statement " + statement : ownCommit,
                failure);
    }

    /** Returns the progress when the statement that was sent last failed. */
    public ScriptProgress failed(Throwable thrown, DatabaseKind kind) {
        Throwable first = failure == null ? thrown : failure;
        boolean isLost =
                SqlError.in(thrown, kind).filter(SqlError::isConnectionLost).isPresent();
        int mayBe = isLost || effect == StatementEffect.MAY_COMMIT || !TableStatement.isWhole(sql)
                ? statement
                : isFirst() ? possible : Math.max(committed, statement - 1);
        return answered(
                isLost ? Answer.NONE : Answer.REFUSED,
                committed,
                effect == StatementEffect.ROWS ? possible : mayBe,
                ownCommit,
                first);
    }

    /** Returns the progress when a commit is sent: until it is answered, all statements may be committed. */
    public ScriptProgress commitSent() {
        return answered(answer, committed, statement, ownCommit, failure);
    }

    /** Returns the progress when a commit was acknowledged. */
    public ScriptProgress commitAcknowledged() {
        return answered(answer, statement, statement, ownCommit, failure);
    }

    private ScriptProgress answered(Answer next, int certain, int mayBe, String own, Throwable first) {
        return new ScriptProgress(
                script, statement, settings, sql, effect, next, certain, mayBe, staying, ends, own, first);
    }

    /** Returns the progress when all statements of the script were acknowledged. */
    public ScriptProgress ended() {
        return new ScriptProgress(
                script, statement, settings, sql, effect, answer, committed, possible, staying, true, ownCommit,
                failure);
    }

    /** Returns the progress when the server has rolled back and left no row. */
    public ScriptProgress undone() {
        return new ScriptProgress(
                script, statement, settings, sql, effect, answer, committed, possible, 0, ends, ownCommit, failure);
    }

    /** Returns whether a rollback undoes everything that the script has done. */
    public boolean isRolledBack() {
        return isUncommitted() && staying == 0;
    }

    /** Returns whether no statement can be committed; rows of tables without transactions may stay. */
    public boolean isUncommitted() {
        return open() == 0;
    }

    /** Returns the last statement that may be committed. A statement without an answer may have committed what it commits. */
    private int open() {
        return answer == Answer.NONE && effect != StatementEffect.ROWS ? statement : possible;
    }

    /** Returns whether the statement that was sent last changes rows that stay when the transaction is rolled back. */
    public boolean leavesRows() {
        return staying == statement && staying > 0;
    }

    /** Returns whether no statement was sent that changes rows, so that there is nothing to roll back. */
    public boolean isWithoutRows() {
        return statement == settings || isFirst() && effect == StatementEffect.COMMITS;
    }

    /** Returns whether the statement that was sent last is the first one with an effect. */
    private boolean isFirst() {
        return statement == settings + 1;
    }

    /**
     * Returns whether the statement that was sent last commits something that could be repeated without a word. A first statement fails
     * when it is repeated, if it makes or removes something.
     */
    public boolean needsNote() {
        return effect != StatementEffect.ROWS && (!isFirst() || !TableStatement.failsTwice(sql));
    }

    /** Returns whether all statements are in the database. */
    public boolean isComplete() {
        return ends && committed == statement;
    }

    /** Returns which statement was sent, and which are committed, as text for messages. */
    public String text() {
        if (statement == 0) {
            return "no statement of " + script + " was sent";
        }
        StringBuilder text = new StringBuilder();
        if (ends) {
            text.append("all statements of ").append(script).append(" were acknowledged");
        } else {
            text.append("statement ").append(statement).append(" of ").append(script);
            text.append(
                    switch (answer) {
                        case NONE -> " was sent and not acknowledged";
                        case ACKNOWLEDGED -> " was acknowledged";
                        case REFUSED -> " failed";
                    });
        }
        int last = answer == Answer.ACKNOWLEDGED ? statement : statement - 1;
        add(text, 1, committed, " is committed", " are committed");
        int open = open();
        add(text, committed + 1, Math.min(open, last), " may be committed", " may be committed");
        if (staying > open) {
            text.append("; tables without transactions may keep the changes of ")
                    .append(range(open + 1, staying))
                    .append(", the rest is rolled back");
        } else if (open == 0) {
            text.append("; the database rolls back all of the script");
        } else {
            add(text, open + 1, last, " is rolled back", " are rolled back");
        }
        return text.toString();
    }

    private static void add(StringBuilder text, int from, int to, String one, String several) {
        if (from > to) {
            return;
        }
        text.append("; ").append(range(from, to)).append(from == to ? one : several);
    }

    private static String range(int from, int to) {
        return from == to ? String.valueOf(from) : from + (from + 1 == to ? " and " : " to ") + to;
    }

    /** Returns the first statements of a script that are committed, as text for messages. */
    public static String committedUpTo(int last) {
        return last == 0
                ? "nothing before it is committed"
                : range(1, last) + (last == 1 ? " is" : " are") + " committed";
    }
}
