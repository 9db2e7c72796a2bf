package io.automigrate.it.jvm;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How to start a child JVM. Immutable: each method returns a changed copy, so that one description serves for a run with the agent
 * and one without. The environment holds what is put into it and nothing of the environment of the tests.
 */
public final class ChildJvm {
    /**
     * A child lives for a second or two and would spend a third of that on its second compiler, which changes nothing of what a program
     * does. The option may stand anywhere before the application.
     */
    public static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1";

    private static final String ONE_COLLECTOR_THREAD = "-XX:+UseSerialGC";
    private static final String SQLITE_FOLDER = "-Dorg.sqlite.tmpdir=";
    private static final String TOOL_OPTIONS = "JAVA_TOOL_OPTIONS";

    private final List<String> launcher;
    private final Path executable;
    private final List<String> options;
    private final List<String> application;
    private final Map<String, String> environment;
    private final Path directory;
    private final boolean oneStream;

    private ChildJvm(
            List<String> launcher,
            Path executable,
            List<String> options,
            List<String> application,
            Map<String, String> environment,
            Path directory,
            boolean oneStream) {
        this.launcher = launcher;
        this.executable = executable;
        this.options = options;
        this.application = application;
        this.environment = environment;
        this.directory = directory;
        this.oneStream = oneStream;
    }

    /** Returns a description of {@code java} of this JDK, without any word about an application. */
    public static ChildJvm of(Jdk jdk) {
        return of(jdk.tool("java")).options(ONE_COMPILER, ONE_COLLECTOR_THREAD);
    }

    /** Returns a description of any program that starts a JVM. */
    public static ChildJvm of(Path executable) {
        // Without a locale the JVM would write question marks for letters that the tests look for.
        return new ChildJvm(List.of(), executable, List.of(), List.of(), Map.of("LC_ALL", "C.UTF-8"), null, false);
    }

    /** Lets another program start the child: its words come before all others. The last launcher that is given comes first. */
    public ChildJvm launchedBy(String... words) {
        return new ChildJvm(
                join(List.of(words), launcher.toArray(String[]::new)),
                executable,
                options,
                application,
                environment,
                directory,
                oneStream);
    }

    /** Adds words before the application's. */
    public ChildJvm options(String... words) {
        return new ChildJvm(launcher, executable, join(options, words), application, environment, directory, oneStream);
    }

    /** Sets a system property. */
    public ChildJvm property(String name, String value) {
        return options("-D" + name + "=" + value);
    }

    /** Starts this class from a class path. */
    public ChildJvm main(List<Path> classPath, Class<?> main, String... arguments) {
        return main(classPath, main.getName(), arguments);
    }

    /** Starts the class of this name from a class path. */
    public ChildJvm main(List<Path> classPath, String main, String... arguments) {
        return options("-cp", path(classPath)).application(main, arguments);
    }

    /** Starts an executable jar. */
    public ChildJvm jar(Path jar, String... arguments) {
        return options("-jar").application(jar.toString(), arguments);
    }

    /** Starts this class of a named module. */
    public ChildJvm module(List<Path> modulePath, String module, Class<?> main, String... arguments) {
        return options("-p", path(modulePath), "-m").application(module + "/" + main.getName(), arguments);
    }

    /** Sets the words behind the options: what is started, and its arguments. */
    public ChildJvm application(String first, String... more) {
        return new ChildJvm(
                launcher, executable, options, join(List.of(first), more), environment, directory, oneStream);
    }

    /** Sets a variable. */
    public ChildJvm environment(String name, String value) {
        return environment(Map.of(name, value));
    }

    /** Sets variables. */
    public ChildJvm environment(Map<String, String> variables) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.putAll(variables);
        return new ChildJvm(launcher, executable, options, application, more, directory, oneStream);
    }

    /** Unsets a variable. */
    public ChildJvm withoutEnvironment(String name) {
        Map<String, String> less = new LinkedHashMap<>(environment);
        less.remove(name);
        return new ChildJvm(launcher, executable, options, application, less, directory, oneStream);
    }

    /** Sets the working directory. */
    public ChildJvm directory(Path folder) {
        return new ChildJvm(launcher, executable, options, application, environment, folder, oneStream);
    }

    /** Lets the standard error go to the standard output, which shows the order of the lines of both. */
    public ChildJvm withErrorsInOutput() {
        return new ChildJvm(launcher, executable, options, application, environment, directory, true);
    }

    /** Attaches an agent the way a person at a shell does. */
    public ChildJvm agentOption(Path agent) {
        return agentOption(agent, "");
    }

    /** Attaches an agent with an argument of its own. */
    public ChildJvm agentOption(Path agent, String argument) {
        List<String> words = new ArrayList<>(List.of(javaagent(agent, argument)));
        words.addAll(options);
        return new ChildJvm(launcher, executable, words, application, environment, directory, oneStream);
    }

    /** Attaches an agent the way an image does: by {@code JAVA_TOOL_OPTIONS}. */
    public ChildJvm agentVariable(Path agent) {
        return agentVariable(agent, "");
    }

    /** Attaches an agent with an argument of its own by {@code JAVA_TOOL_OPTIONS}, behind what is there. */
    public ChildJvm agentVariable(Path agent, String argument) {
        // The JVM splits the variable at spaces, except between quotes.
        String word = "'" + javaagent(agent, argument) + "'";
        return environment(TOOL_OPTIONS, (environment.getOrDefault(TOOL_OPTIONS, "") + " " + word).trim());
    }

    private static String javaagent(Path agent, String argument) {
        return "-javaagent:" + agent + (argument.isEmpty() ? "" : "=" + argument);
    }

    /** Starts the JVM and waits for its end. */
    public FinishedJvm run() {
        try (RunningJvm jvm = start()) {
            return jvm.endInput().finish();
        }
    }

    /** Starts the JVM. */
    public RunningJvm start() {
        List<String> command = Stream.of(launcher, List.of(executable.toString()), ofSqlite(), options, application)
                .flatMap(List::stream)
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectErrorStream(oneStream);
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        try {
            long start = System.nanoTime();
            return new RunningJvm(describe(command), builder.start(), start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * SQLite's driver unpacks its library to the folder for temporary files, and deletes what others left there: two JVMs that do so at
     * the same time complain of each other. So each start gets a folder of its own, unless the test has named one.
     */
    private List<String> ofSqlite() {
        boolean usesSqlite = executable.endsWith("java")
                && environment.values().stream().anyMatch(value -> value.startsWith("jdbc:sqlite:"));
        boolean isNamed = options.stream().anyMatch(option -> option.startsWith(SQLITE_FOLDER));
        if (!usesSqlite || isNamed) {
            return List.of();
        }
        try {
            Path work = Files.createDirectories(Path.of(System.getProperty("it.work")));
            return List.of(SQLITE_FOLDER + Files.createTempDirectory(work, "sqlite-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> describe(List<String> command) {
        List<String> words = new ArrayList<>();
        environment.forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(command);
        return words;
    }

    private static String path(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> join(List<String> some, String... more) {
        return Stream.concat(some.stream(), Arrays.stream(more)).toList();
    }
}
