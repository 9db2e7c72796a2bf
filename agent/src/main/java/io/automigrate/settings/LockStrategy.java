package io.automigrate.settings;

/** The advisory lock of PostgreSQL that lets one instance migrate at a time: {@code AUTO_MIGRATE_LOCK_STRATEGY}. */
public enum LockStrategy {
    /** The lock of the session; the lock of a transaction behind a pooler that hands out server connections by transaction. */
    AUTO,
    /**
     * The session holds the lock. A script commits together with its row in the history, and statements outside a transaction can run.
     */
    SESSION,
    /** A transaction on a second connection holds the lock. This works behind such a pooler. */
    TRANSACTION
}
