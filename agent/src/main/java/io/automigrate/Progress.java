package io.automigrate;

import io.automigrate.failure.Failure;
import io.automigrate.text.NameList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The progress of a start with several databases, or with several tenants, for the message about a failure. A start without a failure
 * does not load this class.
 *
 * @param done the databases or tenants whose schema is up to date
 * @param failed the databases or tenants that failed
 * @param left the databases or tenants that are unchanged
 */
record Progress(List<String> done, List<String> failed, List<String> left) {
    /** The most names in one line. */
    static final int NAMES = 10;

    Progress {
        done = List.copyOf(done);
        failed = List.copyOf(failed);
        left = List.copyOf(left);
    }

    /**
     * Returns a failure with the state of the other databases or tenants.
     *
     * @param doneWord the label of {@code done}: {@code done} or {@code migrated}
     * @param leftWord the label of {@code left}: {@code untouched}, or {@code next} when the start goes on
     */
    Failure addTo(Failure failure, String doneWord, String leftWord) {
        Failure complete = failure;
        for (Map.Entry<String, String> part : parts(doneWord, leftWord).entrySet()) {
            complete = complete.with(part.getKey(), part.getValue());
        }
        return complete;
    }

    /** Returns the progress in one line: {@code done: orders; untouched: audit, billing}. */
    @Override
    public String toString() {
        StringJoiner line = new StringJoiner("; ");
        for (Map.Entry<String, String> part : parts("done", "untouched").entrySet()) {
            line.add(part.getKey() + ": " + part.getValue());
        }
        return line.toString();
    }

    private Map<String, String> parts(String doneWord, String leftWord) {
        Map<String, String> parts = new LinkedHashMap<>();
        if (!done.isEmpty()) {
            parts.put(doneWord, NameList.of(done, NAMES));
        }
        if (!failed.isEmpty()) {
            parts.put("failed", NameList.of(failed, NAMES));
        }
        if (!left.isEmpty()) {
            parts.put(leftWord, NameList.of(left, NAMES));
        }
        return parts;
    }
}
