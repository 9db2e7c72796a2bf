package io.automigrate.doctor;

import io.automigrate.failure.StartupException;
import io.automigrate.host.HostApplication;
import io.automigrate.host.JavaRuntime;
import io.automigrate.host.MemoryLimit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Checks the JVM, the program that the JVM starts, and the variable that names the agent.
 *
 * @param archive the check of the archive of classes that the JVM may use
 * @param isAgent whether the JVM starts an application; false on the command line of the jar
 */
record LaunchCheck(
        Map<String, String> properties, Map<String, String> environment, ArchiveCheck archive, boolean isAgent) {
    private static final String AGENT = "-javaagent:";
    private static final String JAR = "auto-migrate";

    /** The variables that may name an agent. The JVM itself reads the first and the third, the launcher {@code java} the second. */
    private static final List<String> OF_THE_JVM = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** Some start scripts read these variables. */
    private static final List<String> OF_SCRIPTS = List.of(
            "JAVA_OPTS",
            "JAVA_OPTIONS",
            "JVM_ARGS",
            "JVM_OPTS",
            "CATALINA_OPTS",
            "JETTY_OPTIONS",
            "JAVA_OPTS_APPEND",
            "PREPEND_JAVA_OPTS");

    CheckedSubject check(HostApplication host, String application) {
        CheckedSubject findings = new CheckedSubject("Java and the application");
        java(findings);
        started(host, application, findings);
        if (isAgent) {
            archive.check(findings);
        }
        variables(findings);
        return findings;
    }

    private void java(CheckedSubject findings) {
        try {
            JavaRuntime.current().requireMigrating();
            findings.ok("Java " + properties.get("java.version") + " in " + properties.get("java.home")
                    + ", with all modules that are needed");
        } catch (StartupException e) {
            findings.fail(e.failure());
        }
        MemoryLimit.problem().ifPresent(problem -> findings.warn(problem, MemoryLimit.REMEDY));
    }

    private void started(HostApplication host, String application, CheckedSubject findings) {
        if (!isAgent) {
            findings.ok("No application: this is the command line of the agent's own jar");
            return;
        }
        String program = properties.getOrDefault("sun.java.command", "");
        int space = program.indexOf(' ');
        String name = space < 0 ? program : program.substring(0, space);
        String where = host.isDeferred()
                ? ": the migration runs when " + String.join(" or ", host.places()) + " is reached"
                : ": the migration runs before main";
        findings.ok((name.isEmpty() ? "Started by a program that embeds the JVM" : "Started as " + name) + ", " + host
                + where + (application.isEmpty() ? "" : ", for the application \"" + application + "\""));
        host.unknownFolder()
                .ifPresent(folder -> findings.warn(
                        "The launcher of this archive is not known; what is in " + folder + " is not seen",
                        "start it with a launcher that docs/hosts.md names, or unpack the scripts and the driver and name them with"
                                + " AUTO_MIGRATE_LOCATIONS and AUTO_MIGRATE_CLASSPATH"));
    }

    private void variables(CheckedSubject findings) {
        int agents = 0;
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            String name = variable.getKey();
            if (!isAgent(variable.getValue())) {
                continue;
            }
            if (OF_THE_JVM.contains(name)) {
                agents++;
                findings.ok(name + " names the agent");
            } else if (OF_SCRIPTS.contains(name)) {
                findings.warn(
                        name + " names the agent; only some start scripts read it, the JVM does not",
                        "use JAVA_TOOL_OPTIONS, which every JVM reads");
            } else if (!name.startsWith("AUTO_MIGRATE")) {
                findings.warn(
                        "\"" + name + "\" names the agent, and no JVM reads a variable of that name",
                        name.contains("TOOL") || name.contains("JAVA")
                                ? "it is probably meant to be JAVA_TOOL_OPTIONS"
                                : "use JAVA_TOOL_OPTIONS, or unset it");
            }
        }
        if (agents > 1) {
            findings.warn(
                    "The agent is attached by several variables", "keep JAVA_TOOL_OPTIONS; the second has no effect");
        }
    }

    private static boolean isAgent(String value) {
        int at = value.indexOf(AGENT);
        return at >= 0 && value.toLowerCase(Locale.ROOT).indexOf(JAR, at) > 0;
    }
}
