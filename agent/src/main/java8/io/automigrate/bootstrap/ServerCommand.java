package io.automigrate.bootstrap;

import java.util.Arrays;
import java.util.List;

/**
 * Whether a JVM of an application server is only one of its commands: {@code catalina.sh stop}, {@code server status},
 * {@code jboss-cli.sh}. They often run the same jar or class as the server itself, so the arguments decide. From the scripts of the
 * distributions, docs/hosts.md.
 */
final class ServerCommand {
    private static final String TOMCAT = "org.apache.catalina.startup.Bootstrap";
    private static final List<String> TOMCAT_COMMANDS = Arrays.asList("stop", "stopd", "configtest");
    private static final String[] TOMCAT_TOOLS = {
        "org.apache.catalina.util.",
        "org.apache.catalina.realm.",
        "org.apache.catalina.startup.Tool",
        "org.apache.catalina.storeconfig.",
        "org.apache.tomcat.jakartaee.",
        "org.apache.tomcat.util."
    };

    private static final String JETTY = "start.jar";
    private static final String[] JETTY_COMMANDS = {
        "--add-",
        "--create-",
        "--download=",
        "--dry-run",
        "--exec-print",
        "--help",
        "--info",
        "--list-",
        "--show-",
        "--stop",
        "--update-ini",
        "--version",
        "--write-module-graph"
    };

    private static final String JBOSS_MODULES = "jboss-modules.jar";
    private static final String JBOSS_MODULES_MAIN = "org.jboss.modules.Main";
    private static final List<String> WILDFLY_SERVERS = Arrays.asList("org.jboss.as.standalone", "org.jboss.as.server");
    private static final String[] WILDFLY_MODULES = {"org.jboss.as.", "org.wildfly."};

    private static final String LIBERTY = "ws-server.jar";
    private static final String[] LIBERTY_COMMANDS = {
        "--checkpoint",
        "--create",
        "--dump",
        "--help",
        "--javadump",
        "--list",
        "--package",
        "--pause",
        "--resume",
        "--status",
        "--stop",
        "--version"
    };

    private static final String[] GLASSFISH_TOOLS = {
        "com.sun.enterprise.admin.", "org.glassfish.admin.", "org.glassfish.appclient."
    };
    private static final List<String> GLASSFISH_TOOL_JARS =
            Arrays.asList("admin-cli.jar", "appserver-cli.jar", "asadmin.jar", "gf-client.jar");
    private static final String[] PAYARA_MICRO_COMMANDS = {
        "--help", "--outputuberjar", "--outputlauncher", "--version", "--warmup"
    };

    private final String program;
    private final String fileName;
    private final List<String> arguments;

    /**
     * @param program the main class or the jar
     * @param fileName the text behind the last slash of the program
     * @param arguments the words behind it
     */
    ServerCommand(String program, String fileName, List<String> arguments) {
        this.program = program;
        this.fileName = fileName;
        this.arguments = arguments;
    }

    boolean isHelper() {
        return isTomcatCommand()
                || fileName.equals(JETTY) && hasArgument(JETTY_COMMANDS)
                || isWildFlyCommand()
                || isLibertyCommand()
                || isGlassFishCommand();
    }

    private boolean isTomcatCommand() {
        if (startsWithAny(program, TOMCAT_TOOLS)) {
            return true;
        }
        // The last word counts, as in Tomcat itself: -config and its value may stand before it.
        return program.equals(TOMCAT)
                && !arguments.isEmpty()
                && TOMCAT_COMMANDS.contains(arguments.get(arguments.size() - 1));
    }

    private boolean isWildFlyCommand() {
        if (fileName.equals("jboss-cli-client.jar") || fileName.equals("wildfly-elytron-tool.jar")) {
            return true;
        }
        if (!fileName.equals(JBOSS_MODULES) && !program.equals(JBOSS_MODULES_MAIN)) {
            return false;
        }
        for (String argument : arguments) {
            // The first module that is named is the one that is run.
            if (WILDFLY_SERVERS.contains(argument)) {
                return false;
            }
            if (startsWithAny(argument, WILDFLY_MODULES)) {
                return true;
            }
        }
        return false;
    }

    private boolean isLibertyCommand() {
        if (fileName.equals(LIBERTY)) {
            return hasArgument(LIBERTY_COMMANDS);
        }
        return program.replace('\\', '/').endsWith("/bin/tools/" + fileName) && fileName.startsWith("ws-")
                || program.startsWith("com.ibm.ws.kernel.boot.cmdline.UtilityMain");
    }

    private boolean isGlassFishCommand() {
        if (startsWithAny(program, GLASSFISH_TOOLS) || GLASSFISH_TOOL_JARS.contains(fileName)) {
            return true;
        }
        return (fileName.startsWith("payara-micro") || program.startsWith("fish.payara.micro."))
                && hasArgument(PAYARA_MICRO_COMMANDS);
    }

    private boolean hasArgument(String[] beginnings) {
        for (String argument : arguments) {
            if (startsWithAny(argument, beginnings)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWithAny(String text, String[] prefixes) {
        for (String prefix : prefixes) {
            if (text.regionMatches(true, 0, prefix, 0, prefix.length())) {
                return true;
            }
        }
        return false;
    }
}
