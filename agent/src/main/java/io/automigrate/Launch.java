package io.automigrate;

import io.automigrate.database.driver.JdbcDriver;
import io.automigrate.failure.OnFailure;
import io.automigrate.host.ApplicationEntrance;
import io.automigrate.host.DeferredStart;
import io.automigrate.host.HostApplication;
import io.automigrate.host.StartMoment;
import io.automigrate.log.MigrationLog;
import io.automigrate.settings.discovery.FrameworkAnswer;
import java.lang.instrument.Instrumentation;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * The program that this JVM starts, and the way to its application.
 *
 * @param instrumentation for the hook, when a host opens the application; {@code null} on the jar's own command line
 * @param later takes the function that the hook calls: see {@link Startup#run}
 * @param arrived the application; {@code null} before the host has opened it
 * @param answer the configuration of the application; {@code null} when the application was not asked
 * @param connections the connections of a data source of the application; {@code null} where the agent connects itself
 */
record Launch(
        HostApplication host,
        Instrumentation instrumentation,
        Consumer<ToIntFunction<Object>> later,
        ApplicationEntrance arrived,
        FrameworkAnswer answer,
        JdbcDriver connections) {

    Launch(HostApplication host, Instrumentation instrumentation, Consumer<ToIntFunction<Object>> later) {
        this(host, instrumentation, later, null, null, null);
    }

    /** Returns this launch with the application that the host has opened. */
    Launch at(ApplicationEntrance application, FrameworkAnswer configuration) {
        return new Launch(host, instrumentation, later, application, configuration, null);
    }

    /** Returns this launch at the moment at which the application's data source is there. */
    Launch at(ApplicationEntrance application, FrameworkAnswer configuration, JdbcDriver dataSource) {
        return new Launch(host, instrumentation, later, application, configuration, dataSource);
    }

    /** Returns whether the host has yet to open the application. */
    boolean isDeferred() {
        return host.isDeferred() && arrived == null;
    }

    /**
     * Does the work for the application now, or later, when the host has made the application's class loader.
     *
     * @return the code of the work, as in {@link Startup#run}; 0 for work that is done later; less than 0 when this application is not
     *     the one to work for
     */
    int visit(DeferredStart.ApplicationStart work, OnFailure onFailure, MigrationLog log) {
        if (arrived != null) {
            return work.start(arrived).orElse(-1);
        }
        if (!host.isDeferred()) {
            return work.start(ApplicationEntrance.ofThisJvm()).orElse(0);
        }
        await(new DeferredStart(host, instrumentation, log, onFailure, work, StartMoment.CLASS_LOADER));
        return 0;
    }

    /** Begins to wait for the application. */
    void await(DeferredStart start) {
        start.await();
        later.accept(start);
    }
}
