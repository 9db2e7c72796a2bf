package io.automigrate.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.log.DatabaseObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.htmlunit.corejs.javascript.Context;
import org.htmlunit.corejs.javascript.Scriptable;
import org.htmlunit.corejs.javascript.ScriptableObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script of the page, run by an engine for JavaScript. The test decides when an answer arrives, and its clock counts the looks at it. */
class HealthPageTest {
    /** The part of a browser that the script uses. */
    private static final String BROWSER = """
            var shown, note, reloads = 0, questions = [], looks = 0;
            function show(html) { shown = html; note = /<p id="note"[^>]*>([^<]*)</.exec(html)[1]; }
            var document = {
              querySelector: function (name) {
                return name === 'main'
                    ? { set outerHTML(html) { show(html); } }
                    : { textContent: /<h1>([^<]*)</.exec(shown)[1] };
              },
              getElementById: function () {
                return {
                  dataset: { silent: /data-silent="([^"]*)"/.exec(shown)[1] },
                  set textContent(text) { note = text; }
                };
              }
            };
            var location = { href: 'http://shop:8080/', reload: function () { reloads++; } };
            function Date() { this.look = ++looks; }
            Date.prototype.toLocaleTimeString = function () { return 'look ' + this.look; };
            function fetch() {
              return new Promise(function (answer, fail) {
                questions.push({
                  answer: function (text) { answer({ text: function () { return Promise.resolve(text); } }); },
                  fail: function () { fail(new TypeError('Failed to fetch')); }
                });
              });
            }
            var every;
            function setInterval(work, milliseconds) { every = milliseconds; }
            """;

    private static final String UNKNOWN =
            "Either the application is starting now, or the start has failed: see the log of the container.";

    private final Recording recording = new Recording(Recording.SILENT);
    private DatabaseObserver database;
    private Context engine;
    private Scriptable browser;

    @BeforeEach
    void open_the_page_of_a_start_that_migrates() {
        database = recording.database();
        database.found("public", Optional.of("1"), List.of("V2__a.sql", "V3__b.sql"));
        database.applying(1, 2, "V2__a.sql");
        String page = HealthPage.of(recording.outcome());
        engine = Context.enter();
        engine.setLanguageVersion(Context.VERSION_ES6);
        browser = engine.initStandardObjects();
        run(BROWSER);
        give("show", page);
        run(page.substring(page.indexOf("<script>") + "<script>".length(), page.indexOf("</script>")));
    }

    @AfterEach
    void close() {
        Context.exit();
    }

    private String run(String script) {
        return Context.toString(engine.evaluateString(browser, script, "script", 1, null));
    }

    private void give(String function, String text) {
        ScriptableObject.putProperty(browser, "given", text);
        run(function + "(given)");
    }

    /** @param question the number of the question, from 0 */
    private void answer(int question, String text) {
        give("questions[" + question + "].answer", text);
    }

    private void fail(int question) {
        run("questions[" + question + "].fail()");
    }

    private String failedPage() {
        recording.record().failed(Failure.of(ExitCode.MIGRATION_FAILED, "secret things"), 70);
        recording.record().ended(70);
        return HealthPage.of(recording.outcome());
    }

    private String nextPage() {
        database.applied("V2__a.sql", Optional.of("2"), Duration.ofSeconds(1));
        database.applying(2, 2, "V3__b.sql");
        return HealthPage.of(recording.outcome());
    }

    @Test
    void the_page_asks_every_two_seconds_and_shows_each_answer() {
        run("ask()");
        answer(0, nextPage());

        assertThat(run("every")).isEqualTo("2000");
        assertThat(run("shown"))
                .contains("2 of 2", "<code>V2__a.sql</code>: applied in 1.0 s")
                .endsWith("</main>");
        assertThat(run("note"))
                .isEqualTo("The application starts when its database is ready. This page reloads itself.");
        assertThat(run("document.title")).isEqualTo("Migrating the database");
        assertThat(run("reloads")).isEqualTo("0");
    }

    @Test
    void a_page_whose_server_never_answers_again_says_when_it_was_heard_last() {
        run("ask()");
        fail(0);
        run("ask()");
        fail(1);

        assertThat(run("note")).isEqualTo("No answer since look 1. " + UNKNOWN);
        assertThat(run("reloads")).isEqualTo("0");
    }

    @Test
    void a_failed_start_stays_failed_when_nothing_answers_any_more() {
        run("ask()");
        answer(0, failedPage());
        run("ask()");
        fail(1);

        assertThat(run("note"))
                .isEqualTo("No answer since look 2. The process ends with exit code 70, and the application does not"
                        + " start: see the log of the container.");
        assertThat(run("document.title")).isEqualTo("The start failed");
    }

    @Test
    void a_start_that_has_succeeded_stays_so_when_nothing_answers_any_more() {
        run("ask()");
        recording.record().ended(0);
        answer(0, HealthPage.of(recording.outcome()));
        assertThat(run("note")).isEqualTo("The application is starting now.");
        run("ask()");
        fail(1);

        assertThat(run("note")).isEqualTo("No answer since look 2. The application was starting then.");
        assertThat(run("document.title")).isEqualTo("The schema is ready");
    }

    @Test
    void an_answer_after_a_silence_is_shown() {
        run("ask()");
        fail(0);
        run("ask()");
        answer(1, nextPage());

        assertThat(run("note")).startsWith("The application starts when");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"status\":\"UP\"}", "not JSON {", "<html><main>The shop</main></html>", "<main id="})
    void an_answer_of_the_application_loads_the_application(String text) {
        run("ask()");
        answer(0, text);

        assertThat(run("reloads")).isEqualTo("1");
        assertThat(run("shown")).contains("1 of 2");
    }

    @Test
    void an_answer_that_arrives_after_a_newer_one_is_not_shown() {
        String old = HealthPage.of(recording.outcome());
        run("ask()");
        run("ask()");
        answer(1, failedPage());
        answer(0, old);

        assertThat(run("document.title")).isEqualTo("The start failed");
        assertThat(run("note")).startsWith("The process ends with exit code 70");
    }

    @Test
    void an_answer_that_arrives_after_a_newer_failure_is_not_shown() {
        run("ask()");
        run("ask()");
        fail(1);
        answer(0, nextPage());

        assertThat(run("note")).isEqualTo("No answer since look 1. " + UNKNOWN);
        assertThat(run("shown")).contains("1 of 2");
    }

    @Test
    void a_failure_that_arrives_after_a_newer_answer_changes_nothing() {
        run("ask()");
        run("ask()");
        answer(1, nextPage());
        fail(0);

        assertThat(run("note")).startsWith("The application starts when");
    }
}
