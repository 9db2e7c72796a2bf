package io.automigrate.bootstrap;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.List;
import java.util.Properties;

/**
 * The program that this JVM was started for. {@code JAVA_TOOL_OPTIONS} reaches every JVM of a container: {@code java -version}, keytool, build tools
 * and runs that only train an archive must stay as they are, in silence. The properties and the lists are from observation
 * (JDK 17 and 25) and from what other agents skip; docs/design/staying-out.md.
 */
final class LaunchedProgram {
    /** Main classes of the JDK that are not in a module named below; all of com.sun would hide GlassFish. */
    private static final String[] JDK_CLASSES = {
        "java.",
        "jdk.",
        "sun.",
        "com.sun.tools.",
        "com.sun.corba.se.",
        "com.sun.javafx.tools.",
        "com.sun.java.util.jar.pack."
    };

    private static final String[] JDK_MODULES = {"java.", "jdk.", "openj9."};

    private static final String[] BUILD_TOOLS = {
        "io.automigrate.bootstrap.",
        "org.codehaus.plexus.classworlds.launcher.Launcher",
        "org.codehaus.classworlds.Launcher",
        "org.apache.maven.",
        "org.mvndaemon.",
        "org.gradle.",
        "worker.org.gradle.",
        "org.jetbrains.kotlin.",
        "org.apache.tools.ant.",
        "xsbt.boot.",
        "sbt.",
        "org.flywaydb.commandline.",
        "liquibase.integration.commandline."
    };

    private static final String[] BUILD_TOOL_JARS = {
        "surefirebooter", "maven-wrapper.jar", "gradle-wrapper.jar", "sbt-launch.jar"
    };

    /** Options of a run that only records classes for an archive; it belongs to the making of an image, where no database is. */
    private static final String[] TRAINING = {
        "-XX:AOTCacheOutput=",
        "-XX:AOTMode=record",
        "-XX:AOTMode=create",
        "-XX:ArchiveClassesAtExit=",
        "-XX:DumpLoadedClassList=",
        "-Xshare:dump"
    };

    /** Spring Boot's launchers; with the property {@code jarmode} they run a tool instead of the application. */
    private static final String SPRING_BOOT = "org.springframework.boot.loader.";

    private final String command;
    private final String mainModule;
    private final String jarMode;
    private final String classPath;
    private final List<String> options;
    private final File agent;

    LaunchedProgram(Properties properties, List<String> options) {
        this(properties, options, new File(""));
    }

    /**
     * @param agent the jar that this class is from
     */
    LaunchedProgram(Properties properties, List<String> options, File agent) {
        this.agent = agent;
        this.command = properties.getProperty("sun.java.command");
        this.mainModule = properties.getProperty("jdk.module.main");
        this.jarMode = properties.getProperty("jarmode", "");
        this.classPath = properties.getProperty("java.class.path", "");
        this.options = options;
    }

    static LaunchedProgram current() {
        return new LaunchedProgram(System.getProperties(), JvmOptions.ofThisProcess(System.getenv()), ownFile());
    }

    private static File ownFile() {
        CodeSource source = LaunchedProgram.class.getProtectionDomain().getCodeSource();
        try {
            return new File(source == null ? "" : source.getLocation().toURI().getPath());
        } catch (URISyntaxException e) {
            return new File("");
        }
    }

    /**
     * Returns whether this JVM runs an application whose database may be migrated.
     *
     * @param onlyFor a pattern with {@code *} and {@code ?} that the main class or the jar must match, or null
     */
    boolean isApplication(String onlyFor) {
        return isMeant(onlyFor) && !isTraining();
    }

    /** Returns whether the program of this JVM is such an application, also when this run only trains an archive of its classes. */
    boolean isMeant(String onlyFor) {
        if (command == null) {
            // "java -version" and its like have no class path either; a program that embeds the JVM has one.
            return !classPath.isEmpty() && onlyFor == null;
        }
        String program = program();
        return !isTool(program) && (onlyFor == null || matches(onlyFor.trim(), program));
    }

    private boolean isTool(String program) {
        if (mainModule != null && startsWithAny(mainModule, JDK_MODULES)) {
            return true;
        }
        if (isArchive(program)) {
            return isOurselves(program)
                    || startsWithAny(fileName(program), BUILD_TOOL_JARS)
                    || isJarMode(program)
                    || isServerCommand(program);
        }
        return startsWithAny(program, JDK_CLASSES)
                || startsWithAny(program, BUILD_TOOLS)
                || isJarMode(program)
                || isServerCommand(program);
    }

    /** {@code java -jar auto-migrate-agent.jar}: the first jar of the class path is where its classes come from, so also this one. */
    private boolean isOurselves(String program) {
        try {
            return fileName(program).equals(agent.getName())
                    && new File(program).getCanonicalFile().equals(agent.getCanonicalFile());
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Returns whether the program is an archive. With {@code -jar} the class path is the archive, whatever the name of the file; the main
     * class of a program is not a file.
     */
    private boolean isArchive(String program) {
        return program.endsWith(".jar")
                || program.endsWith(".war")
                || program.equals(classPath) && new File(program).isFile();
    }

    private boolean isJarMode(String program) {
        return !jarMode.trim().isEmpty() && (isArchive(program) || program.startsWith(SPRING_BOOT));
    }

    private boolean isServerCommand(String program) {
        List<String> arguments = JvmOptions.words(command.substring(program.length()));
        return new ServerCommand(program, fileName(program), arguments).isHelper();
    }

    /** Returns whether this run records classes for an archive, while an image is built. */
    boolean isTraining() {
        String program = command == null ? null : program();
        for (String option : options) {
            for (String word : JvmOptions.inFiles(option)) {
                // The words after the program are its own arguments, also when they look like options.
                if (word.equals(program)) {
                    return false;
                }
                if (startsWithAny(word, TRAINING)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * The main class, {@code module/class} or jar. The property holds it and the arguments in one line, so a jar whose path has a space
     * is looked for in the class path, which with -jar is just that jar.
     */
    private String program() {
        if (beginsWith(command, classPath) && isArchive(classPath)) {
            return classPath;
        }
        int space = command.indexOf(' ');
        return space < 0 ? command : command.substring(0, space);
    }

    private static boolean beginsWith(String command, String word) {
        return command.startsWith(word) && (command.length() == word.length() || command.charAt(word.length()) == ' ');
    }

    private static boolean matches(String pattern, String program) {
        String name = fileName(program);
        return wildcard(pattern, 0, program, 0) || wildcard(pattern, 0, name, 0);
    }

    /** Returns the text behind the last slash: the jar's file name, or the class behind {@code module/}. */
    private static String fileName(String program) {
        int slash = Math.max(program.lastIndexOf('/'), program.lastIndexOf(File.separatorChar));
        return program.substring(slash + 1);
    }

    private static boolean wildcard(String pattern, int p, String text, int t) {
        if (p == pattern.length()) {
            return t == text.length();
        }
        char c = pattern.charAt(p);
        if (c == '*') {
            for (int rest = t; rest <= text.length(); rest++) {
                if (wildcard(pattern, p + 1, text, rest)) {
                    return true;
                }
            }
            return false;
        }
        return t < text.length() && (c == '?' || c == text.charAt(t)) && wildcard(pattern, p + 1, text, t + 1);
    }

    private static boolean startsWithAny(String text, String[] prefixes) {
        for (String prefix : prefixes) {
            if (text.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
