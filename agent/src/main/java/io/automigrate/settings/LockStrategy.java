package io.automigrate.settings;

/** Which of PostgreSQL's advisory locks keeps instances apart: {@code AUTO_MIGRATE_LOCK_STRATEGY}. */
public enum LockStrategy {
    /** The session's, but the transaction's behind a pooler that hands out server connections by transaction. */
    AUTO,
    /** Held by the session: script and history row commit together, and a script may do what no transaction can. */
    SESSION,
    /** Held by a transaction of its own on a second connection: the one that works behind such a pooler. */
    TRANSACTION
}
