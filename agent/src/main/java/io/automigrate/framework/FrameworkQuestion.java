package io.automigrate.framework;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.framework.micronaut.MicronautQuestion;
import io.automigrate.framework.quarkus.QuarkusQuestion;
import io.automigrate.framework.spring.SpringBootQuestion;
import io.automigrate.host.ApplicationEntrance;
import io.automigrate.host.FrameworkHook;
import io.automigrate.settings.discovery.FrameworkAnswer;
import java.lang.reflect.InvocationTargetException;

/** Asks the framework of an application for the application's configuration. */
public final class FrameworkQuestion {
    private FrameworkQuestion() {}

    /**
     * Asks the framework. The question is put on the thread that starts the application, with the context class loader that this thread
     * had: frameworks find their own classes through it.
     *
     * @return the answer; {@code null} when this is not the context of the application itself
     * @throws StartupException when the framework has another form than in every version known, or fails
     */
    public static FrameworkAnswer ask(ApplicationEntrance application) throws StartupException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(application.loader());
        try {
            return switch (FrameworkHook.ofContext(application.context())) {
                case SPRING_BOOT -> SpringBootQuestion.ask((Object[]) application.context(), application.loader());
                case QUARKUS -> QuarkusQuestion.ask(application.loader());
                case MICRONAUT -> MicronautQuestion.ask(application.context(), application.loader());
            };
        } catch (InvocationTargetException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            throw failure(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static StartupException failure(Throwable thrown) {
        return new StartupException(
                Failure.of(ExitCode.CONFIGURATION, "The application's configuration can't be read: " + thrown)
                        .with("state", "the database was not touched")
                        .remedy("set AUTO_MIGRATE_URL, AUTO_MIGRATE_USER and AUTO_MIGRATE_PASSWORD;"
                                + " AUTO_MIGRATE_LOG_LEVEL=debug shows where this came from"),
                thrown);
    }
}
