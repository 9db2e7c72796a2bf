package io.automigrate.engine.patience;

import java.sql.SQLException;

/**
 * Asks two connections, which are open at the same time, in turn for the process of the server that serves them. A pooler that shares
 * connections by transaction shows itself in two ways: both connections have the same process, or one connection changes its process.
 */
final class SharedSessions {
    private final Asked first;
    private final Asked second;

    /** The question that a connection is asked. */
    interface Session {
        /** Returns the number of the process that serves the connection now. */
        int process() throws SQLException;
    }

    SharedSessions(Session first, Session second) {
        this.first = new Asked(first);
        this.second = new Asked(second);
    }

    /**
     * Returns whether a pooler shares the sessions. False is only likely: other clients may have used the pooler in such a way that nothing
     * was seen.
     *
     * @param looks how many times each connection is asked
     */
    boolean areSeen(int looks) throws SQLException {
        for (int look = 0; look < looks; look++) {
            // The order changes because a pooler with two processes that take turns would show each connection always
            // the same one.
            boolean isFirstAskedFirst = look % 2 == 0;
            boolean hasChanged = (isFirstAskedFirst ? first : second).changes();
            hasChanged |= (isFirstAskedFirst ? second : first).changes();
            if (hasChanged || first.process == second.process) {
                return true;
            }
        }
        return false;
    }

    /** One connection and the process that it last had. */
    private static final class Asked {
        private final Session session;
        private boolean isAsked;
        private int process;

        Asked(Session session) {
            this.session = session;
        }

        boolean changes() throws SQLException {
            int before = process;
            process = session.process();
            boolean hasChanged = isAsked && process != before;
            isAsked = true;
            return hasChanged;
        }
    }
}
