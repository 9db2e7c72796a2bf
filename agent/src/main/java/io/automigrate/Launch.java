package io.automigrate;

import io.automigrate.failure.OnFailure;
import io.automigrate.host.ApplicationEntrance;
import io.automigrate.host.DeferredStart;
import io.automigrate.host.HostApplication;
import io.automigrate.log.MigrationLog;
import java.lang.instrument.Instrumentation;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * The program that this JVM starts, and the way to its application.
 *
 * @param instrumentation for the hook, when a host opens the application
 * @param later takes what is to be called when the hook is reached: see {@link Startup#run}
 */
record Launch(HostApplication host, Instrumentation instrumentation, Consumer<ToIntFunction<Object>> later) {
    /**
     * Does the work for the application now, or has it done when the host has made the application's class loader.
     *
     * @return the code of work that is done, as in {@link Startup#run}; 0 for work that is done later
     */
    int visit(DeferredStart.ApplicationStart work, OnFailure onFailure, MigrationLog log) {
        if (!host.isDeferred()) {
            return work.start(ApplicationEntrance.ofThisJvm()).orElse(0);
        }
        DeferredStart deferred = new DeferredStart(host, instrumentation, log, onFailure, work);
        deferred.await();
        later.accept(deferred);
        return 0;
    }
}
