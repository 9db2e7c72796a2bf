package io.automigrate.host;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The modules of this Java runtime. Images made with jlink leave out modules that the application does not use, and the JVM reports the
 * first missing class with an obscure message.
 */
public final class JavaRuntime {
    /** The modules that JDBC itself needs. */
    private static final List<String> CONNECTING = List.of("java.sql");

    /** The modules that Flyway, HikariCP and tinylog need in addition (docs/design/reduced-runtimes.md). */
    private static final List<String> MIGRATING = List.of("java.sql", "java.naming", "java.management");

    private final Set<String> modules;

    /** @param modules the modules of the runtime; modules that the agent does not need may be missing */
    JavaRuntime(Set<String> modules) {
        this.modules = Set.copyOf(modules);
    }

    /** Returns the runtime of this JVM. */
    public static JavaRuntime current() {
        Set<String> names = new HashSet<>();
        for (String name : MIGRATING) {
            if (ModuleLayer.boot().findModule(name).isPresent()) {
                names.add(name);
            }
        }
        return new JavaRuntime(names);
    }

    /**
     * Checks that a database can be connected to.
     *
     * @throws StartupException that names the missing modules
     */
    public void requireConnecting() throws StartupException {
        require(CONNECTING);
    }

    /**
     * Checks that migrations can be applied.
     *
     * @throws StartupException that names the missing modules
     */
    public void requireMigrating() throws StartupException {
        require(MIGRATING);
    }

    private void require(List<String> needed) throws StartupException {
        List<String> missing = new ArrayList<>();
        for (String module : needed) {
            if (!modules.contains(module)) {
                missing.add(module);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        String names = String.join(",", missing);
        throw new StartupException(Failure.of(
                        ExitCode.CONFIGURATION,
                        "This Java runtime (" + System.getProperty("java.home") + ") lacks the modules " + names)
                .with("state", "nothing was changed")
                .remedy("make the runtime with jlink --add-modules " + names + ", or use a complete one;"
                        + " in a modular application --add-modules " + names + " on the command line is enough"));
    }
}
