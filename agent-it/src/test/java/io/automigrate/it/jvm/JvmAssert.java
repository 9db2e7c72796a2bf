package io.automigrate.it.jvm;

import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/** Says what a child JVM should have done, and prints all that it wrote when it did not. */
public final class JvmAssert extends AbstractAssert<JvmAssert, FinishedJvm> {
    /** MariaDB's driver writes each error of the server to standard error by itself, with or without an agent. */
    private static final String MARIADB_DRIVER = "[ WARN] (";

    /** Hash codes; times, dates and durations; numbers of processes. */
    private static final Pattern VARIABLE =
            Pattern.compile("@[0-9a-f]+\\b|[0-9]+ ?ms\\b|[0-9]+([-.:,][0-9]+)+|[0-9]{3,}");

    private JvmAssert(FinishedJvm actual) {
        super(actual, JvmAssert.class);
    }

    public static JvmAssert assertThat(FinishedJvm actual) {
        return new JvmAssert(actual);
    }

    /** The process ended with this code. */
    public JvmAssert endedWith(int code) {
        return check(actual.exitCode() == code, "exit code %s", code);
    }

    /** Every one of these texts is on standard output. */
    public JvmAssert printed(String... parts) {
        for (String part : parts) {
            check(actual.out().text().contains(part), "\"%s\" on standard output", part);
        }
        return this;
    }

    /** None of these texts is on standard output. */
    public JvmAssert didNotPrint(String... parts) {
        for (String part : parts) {
            check(!actual.out().text().contains(part), "no \"%s\" on standard output", part);
        }
        return this;
    }

    /** Nothing at all is on standard output: the application did not run. */
    public JvmAssert printedNothing() {
        return check(actual.out().text().isEmpty(), "nothing on standard output");
    }

    /** Every one of these texts is in a line of the agent. */
    public JvmAssert told(String... parts) {
        for (String part : parts) {
            check(actual.story().stream().anyMatch(line -> line.contains(part)), "an agent's line with \"%s\"", part);
        }
        return this;
    }

    /** Some line of the agent matches this expression, upper and lower case being the same. */
    public JvmAssert toldMatching(String expression) {
        Pattern pattern = Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
        return check(
                actual.story().stream().anyMatch(line -> pattern.matcher(line).find()),
                "an agent's line that matches %s",
                expression);
    }

    /** None of these texts is anywhere on the two streams. */
    public JvmAssert neverSaid(String... parts) {
        for (String part : parts) {
            check(!actual.out().text().contains(part), "no \"%s\" on standard output", part);
            check(!actual.err().text().contains(part), "no \"%s\" on standard error", part);
        }
        return this;
    }

    /** Standard error holds the agent's lines and no others: no stack trace, no word of a library. */
    public JvmAssert saidNothingElse() {
        return saidNothingElseBut("[Migration]");
    }

    /** Ignores lines with this text. */
    public JvmAssert saidNothingElseBut(String part) {
        String others = actual.errWithoutPickedUp()
                .lines()
                .filter(line ->
                        !line.contains("[Migration]") && !line.startsWith(MARIADB_DRIVER) && !line.contains(part))
                .reduce("", (some, line) -> some + line + "\n");
        return check(others.isEmpty(), "only the agent's lines on standard error, but there is\n%s", others);
    }

    /** Standard error is empty, but for the JVM's own line about {@code JAVA_TOOL_OPTIONS}. */
    public JvmAssert saidNothing() {
        return check(actual.errWithoutPickedUp().isEmpty(), "nothing on standard error");
    }

    /** Asserts that two JVMs have the same exit code and the same output. */
    public JvmAssert behavedLike(FinishedJvm other) {
        boolean same = actual.exitCode() == other.exitCode()
                && actual.out().text().equals(other.out().text())
                && actual.errWithoutPickedUp().equals(other.errWithoutPickedUp());
        return check(same, "the same as\n%s", other);
    }

    /** Asserts that two JVMs wrote the same lines, except the agent's lines, times and process numbers. */
    public JvmAssert wroteLike(FinishedJvm other) {
        return wroteLikeBut(other);
    }

    /** Ignores also lines with one of these texts. */
    public JvmAssert wroteLikeBut(FinishedJvm other, String... parts) {
        boolean same = constant(actual.out().text()).equals(constant(other.out().text()))
                && constant(withoutStory(actual, parts)).equals(constant(withoutStory(other, parts)));
        return check(same, "the same lines as from\n%s", other);
    }

    private static String withoutStory(FinishedJvm jvm, String... parts) {
        return jvm.errWithoutPickedUp()
                .lines()
                .filter(line ->
                        !line.contains("[Migration]") && Stream.of(parts).noneMatch(line::contains))
                .reduce("", (some, line) -> some + line + "\n");
    }

    private static String constant(String text) {
        return VARIABLE.matcher(text).replaceAll("#");
    }

    /** The agent took at least this long. How long a JVM takes to get going says more about the machine. */
    public JvmAssert tookAtLeast(Duration duration) {
        return check(actual.storyDuration().compareTo(duration) >= 0, "a story of at least %s", duration);
    }

    private JvmAssert check(boolean condition, String expectation, Object... values) {
        isNotNull();
        if (!condition) {
            failWithMessage("%s", "Expected " + String.format(expectation, values) + " from\n" + actual);
        }
        return this;
    }
}
