package io.automigrate;

import io.automigrate.failure.Failure;
import io.automigrate.text.NameList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * How far a start has come with several databases, or with the tenants of one, when something keeps it from going on. Made for the
 * message about that, and not before: a start that goes well does not load this class.
 *
 * @param done the names of those whose schema is as it should be
 * @param failed the names of those whose schema is not
 * @param left the names of those that are still as they were
 */
record Progress(List<String> done, List<String> failed, List<String> left) {
    /** More names than this make a line that nobody reads. */
    static final int NAMES = 10;

    Progress {
        done = List.copyOf(done);
        failed = List.copyOf(failed);
        left = List.copyOf(left);
    }

    /**
     * Returns a failure with what became of the others.
     *
     * @param doneWord the label of those that are done: {@code done}, {@code migrated}
     * @param leftWord the label of those that are left: {@code untouched}, or {@code next} when they follow
     */
    Failure addTo(Failure failure, String doneWord, String leftWord) {
        Failure complete = failure;
        for (Map.Entry<String, String> part : parts(doneWord, leftWord).entrySet()) {
            complete = complete.with(part.getKey(), part.getValue());
        }
        return complete;
    }

    /** Returns it in one line, {@code done: orders; untouched: audit, billing}. */
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
