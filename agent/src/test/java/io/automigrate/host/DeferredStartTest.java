package io.automigrate.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.failure.OnFailure;
import io.automigrate.log.RecordedLog;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What is told when the JVM ends, or stops being as it is known, before all was migrated. */
class DeferredStartTest {
    /** As Tomcat's hook has it at hand. */
    public record WebappLoader(WebappContext context) {
        public WebappContext getContext() {
            return context;
        }

        public ClassLoader getClassLoader() {
            return getClass().getClassLoader();
        }
    }

    /** What Tomcat calls a web application. */
    public record WebappContext(String name) {
        public String getName() {
            return name;
        }
    }

    /** Passes every application over, after it has done for it what there was to do. */
    private record PassesOver(String soFar) implements DeferredStart.ApplicationStart {
        @Override
        public OptionalInt start(ApplicationEntrance application) {
            return OptionalInt.empty();
        }
    }

    private static final Instrumentation NOTHING = (Instrumentation) Proxy.newProxyInstance(
            DeferredStartTest.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> method.getReturnType() == boolean.class ? true : null);

    private final RecordedLog log = new RecordedLog();

    @Test
    void no_application_came() {
        assertThat(server(OnFailure.REFUSE_START, "").tellWhatNeverCame()).isZero();

        assertThat(log.lines())
                .containsExactly("WARN  The JVM ends and nothing was migrated, no application came to Tomcat");
    }

    @Test
    void no_application_had_scripts() {
        DeferredStart server = server(OnFailure.REFUSE_START, "");
        open(server, "/a");
        open(server, "/b");

        assertThat(server.tellWhatNeverCame()).isZero();

        assertThat(log.lines())
                .containsExactly(
                        "WARN  The JVM ends and nothing was migrated, none of the applications has scripts: /a, /b");
    }

    @Test
    void an_application_had_scripts_for_one_of_several_databases() {
        DeferredStart server = server(OnFailure.START_ANYWAY, "done: orders; untouched: audit");
        open(server, "/shop");

        assertThat(server.tellWhatNeverCame()).isZero();

        assertThat(log.lines())
                .containsExactly("WARN  The JVM ends and not every database was migrated, none of the applications has"
                        + " scripts for the rest: /shop (done: orders; untouched: audit)");
    }

    @Test
    void a_command_that_was_not_run_for_all_databases_is_a_failure() {
        DeferredStart server = server(OnFailure.END_COMMAND, "done: orders; untouched: audit");
        open(server, "/shop");

        assertThat(server.tellWhatNeverCame()).isEqualTo(78);

        assertThat(log.messages())
                .contains(
                        "FAILED: The JVM ends and the command was not run for every database, none of the applications"
                                + " has scripts for the rest: /shop",
                        "  state:     done: orders; untouched: audit");
    }

    @Test
    void a_command_that_was_not_run_at_all_touched_nothing() {
        assertThat(server(OnFailure.END_COMMAND, "").tellWhatNeverCame()).isEqualTo(78);

        assertThat(log.messages())
                .contains(
                        "FAILED: The JVM ends and the command was not run, no application came to Tomcat",
                        "  state:     the database was not touched");
    }

    @Test
    void a_server_that_is_not_as_known_is_told_with_what_was_done_before() {
        DeferredStart server = server(OnFailure.REFUSE_START, "done: orders; untouched: audit");
        open(server, "/shop");

        assertThat(server.applyAsInt("no loader")).isEqualTo(78);

        assertThat(log.messages())
                .anyMatch(line -> line.startsWith("FAILED: This Tomcat is not as auto-migrate knows it: "))
                .contains("  state:     done: orders; untouched: audit");
    }

    @Test
    void the_host_keeps_its_context_class_loader() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader host = new URLClassLoader(new URL[0]);
        List<ClassLoader> inside = new ArrayList<>();
        DeferredStart server = new DeferredStart(
                HostApplication.TOMCAT,
                NOTHING,
                log.log(),
                OnFailure.REFUSE_START,
                application -> {
                    inside.add(thread.getContextClassLoader());
                    return OptionalInt.empty();
                },
                StartMoment.CLASS_LOADER);
        thread.setContextClassLoader(host);
        try {
            open(server, "/shop");
            assertThat(thread.getContextClassLoader()).isSameAs(host);
            assertThat(inside).containsExactly(DeferredStart.class.getClassLoader());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void an_application_that_has_said_why_it_stays_out_is_not_mentioned_at_the_end() {
        DeferredStart start = new DeferredStart(
                HostApplication.TOMCAT,
                NOTHING,
                log.log(),
                OnFailure.REFUSE_START,
                application -> DeferredStart.NOT_YET,
                StartMoment.FRAMEWORK);
        open(start, "/shop");

        assertThat(start.tellWhatNeverCame()).isZero();
        assertThat(log.lines()).isEmpty();
    }

    /** Counts the applications, and has something to do for each of them. */
    private record StartsEach(List<ClassLoader> applications) implements DeferredStart.ApplicationStart {
        @Override
        public OptionalInt start(ApplicationEntrance application) {
            applications.add(application.loader());
            return OptionalInt.of(0);
        }

        @Override
        public boolean isForEach() {
            return true;
        }
    }

    /** Tomcat's hook gives an object of the application's class loader. */
    public record OwnLoader(ClassLoader getClassLoader) {
        public WebappContext getContext() {
            return new WebappContext("/shop");
        }
    }

    @Test
    void each_application_that_names_its_database_itself_is_started_for_once() {
        List<ClassLoader> applications = new ArrayList<>();
        DeferredStart server = new DeferredStart(
                HostApplication.TOMCAT,
                NOTHING,
                log.log(),
                OnFailure.REFUSE_START,
                new StartsEach(applications),
                StartMoment.CLASS_LOADER);
        ClassLoader shop = new URLClassLoader(new URL[0]);
        ClassLoader zoo = new URLClassLoader(new URL[0]);
        for (ClassLoader loader : List.of(shop, shop, new URLClassLoader(new URL[0], shop), zoo)) {
            assertThat(server.applyAsInt(new OwnLoader(loader))).isNegative();
        }

        assertThat(applications).containsExactly(shop, zoo);
        assertThat(server.tellWhatNeverCame()).isZero();
        assertThat(log.lines()).isEmpty();
    }

    private static void open(DeferredStart server, String application) {
        assertThat(server.applyAsInt(new WebappLoader(new WebappContext(application))))
                .isNegative();
    }

    private DeferredStart server(OnFailure onFailure, String soFar) {
        return new DeferredStart(
                HostApplication.TOMCAT, NOTHING, log.log(), onFailure, new PassesOver(soFar), StartMoment.CLASS_LOADER);
    }
}
