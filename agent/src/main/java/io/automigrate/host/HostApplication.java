package io.automigrate.host;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The program that is being started: an application on the class path of this JVM, or a host that will
 * open the application. The command line and the manifest of the started jar show which; no class of the application is loaded.
 *
 * <p>Where the hooks are and since which version: docs/hosts.md; {@code HookSignatureTest} holds them against the real classes.
 */
public enum HostApplication {
    /** Everything is on the class path or the module path: the migration runs before {@code main}. */
    PLAIN("plain application", false, List.of()),

    /** The scripts and the driver are in jars inside the jar, or in folders beside the launcher. */
    SPRING_BOOT(
            "Spring Boot launcher",
            false,
            List.of(
                    // Since 3.2. Both are the one method that every launcher of Spring Boot goes through.
                    Hook.atEntry(
                            "org/springframework/boot/loader/launch/Launcher",
                            "launch",
                            "(Ljava/lang/ClassLoader;Ljava/lang/String;[Ljava/lang/String;)V",
                            1),
                    Hook.atEntry(
                            "org/springframework/boot/loader/Launcher",
                            "launch",
                            "([Ljava/lang/String;Ljava/lang/String;Ljava/lang/ClassLoader;)V",
                            3))),

    /**
     * The uber-jar also needs a hook, although all classes are on its class path: a driver that is loaded before the JBoss LogManager
     * would break logging.
     */
    QUARKUS(
            "Quarkus",
            false,
            List.of(Hook.atEntry("io/quarkus/runtime/Application", "start", "([Ljava/lang/String;)V", 0))),

    /** Tomcat and TomEE. When the method begins, the class loader of the web application does not exist yet. */
    TOMCAT(
            "Tomcat",
            true,
            List.of(Hook.atReturn("org/apache/catalina/loader/WebappLoader", "startInternal", "()V", 0)),
            // The first step after the listener that binds the names.
            List.of(Hook.atEntry("org/apache/catalina/core/StandardContext", "mergeParameters", "()V", 0))),

    /** The class loader is made earlier, but the hooked configuration, the first of all, gives the loader its class path. */
    JETTY(
            "Jetty",
            true,
            List.of(
                    jetty("org/eclipse/jetty/webapp/"),
                    jetty("org/eclipse/jetty/ee8/webapp/"),
                    jetty("org/eclipse/jetty/ee9/webapp/"),
                    jetty("org/eclipse/jetty/ee10/webapp/"),
                    jetty("org/eclipse/jetty/ee11/webapp/")),
            List.of(
                    Hook.atReturn(
                            "org/eclipse/jetty/webapp/MetaData",
                            "resolve",
                            "(Lorg/eclipse/jetty/webapp/WebAppContext;)V",
                            1),
                    jettyStart("org/eclipse/jetty/ee8/webapp/"),
                    jettyStart("org/eclipse/jetty/ee9/webapp/"),
                    jettyStart("org/eclipse/jetty/ee10/webapp/"),
                    jettyStart("org/eclipse/jetty/ee11/webapp/"))),

    /** JBoss EAP as well. EJBs start before Undertow's deployment, which would be too late. */
    WILDFLY(
            "WildFly",
            true,
            List.of(Hook.atEntry(
                    "org/jboss/as/server/deployment/DeploymentUnitPhaseService",
                    "start",
                    "(Lorg/jboss/msc/service/StartContext;)V",
                    0))),

    /** WebSphere Liberty as well. */
    LIBERTY(
            "Liberty",
            true,
            List.of(Hook.atEntry(
                    "com/ibm/ws/container/service/state/internal/StateChangeServiceImpl",
                    "fireModuleStarting",
                    "(Lcom/ibm/ws/container/service/app/deploy/ModuleInfo;)V",
                    1))),

    /** Payara contains a fork of Tomcat, whose first application is one of Payara, so Payara has a separate hook. */
    PAYARA(
            "Payara",
            true,
            List.of(Hook.atEntry(
                    "org/glassfish/internal/data/ApplicationInfo",
                    "load",
                    "(Lorg/glassfish/internal/deployment/ExtendedDeploymentContext;"
                            + "Lorg/glassfish/internal/data/ProgressTracker;)V",
                    1)));

    private static final String SPRING_BOOT_LOADER = "org.springframework.boot.loader.";

    private static final Map<String, HostApplication> MAIN_CLASSES = Map.ofEntries(
            Map.entry(SPRING_BOOT_LOADER, SPRING_BOOT),
            Map.entry("io.quarkus.", QUARKUS),
            Map.entry("org.apache.catalina.startup.", TOMCAT),
            Map.entry("org.eclipse.jetty.start.", JETTY),
            Map.entry("org.eclipse.jetty.xml.", JETTY),
            Map.entry("org.eclipse.jetty.runner.", JETTY),
            Map.entry("org.jboss.modules.", WILDFLY),
            Map.entry("org.wildfly.core.jar.boot.", WILDFLY),
            Map.entry("com.ibm.ws.kernel.boot.", LIBERTY),
            Map.entry("fish.payara.", PAYARA),
            Map.entry("com.sun.enterprise.glassfish.bootstrap.", PAYARA),
            Map.entry("org.glassfish.main.boot.", PAYARA));

    private final String title;
    private final boolean isServer;
    private final List<Hook> hooks;
    private final List<Hook> namingHooks;

    HostApplication(String title, boolean isServer, List<Hook> hooks) {
        this(title, isServer, hooks, hooks);
    }

    /**
     * @param hooks the places at which the application's class loader is there
     * @param namingHooks the places at which the names of the application's resources are bound, too, and none of its code has run
     */
    HostApplication(String title, boolean isServer, List<Hook> hooks, List<Hook> namingHooks) {
        this.title = title;
        this.isServer = isServer;
        this.hooks = hooks;
        this.namingHooks = namingHooks;
    }

    private static Hook jetty(String folder) {
        return Hook.atReturn(folder + "WebInfConfiguration", "configure", "(L" + folder + "WebAppContext;)V", 1);
    }

    private static Hook jettyStart(String folder) {
        return Hook.atEntry(folder + "WebAppContext", "startWebapp", "()V", 0);
    }

    /** Returns the kind of program that this JVM starts. */
    public static HostApplication ofThisJvm() {
        return of(LaunchCommand.ofThisJvm());
    }

    static HostApplication of(LaunchCommand command) {
        String mainClass = command.mainClass();
        for (Map.Entry<String, HostApplication> known : MAIN_CLASSES.entrySet()) {
            if (mainClass.startsWith(known.getKey())) {
                return known.getValue();
            }
        }
        // This is a launcher of the application, made of parts of Spring Boot.
        if (command.holds(SPRING_BOOT_LOADER.replace('.', '/'))) {
            return SPRING_BOOT;
        }
        // The JVM was started by jsvc, which leaves no command, but the class path is that of Tomcat.
        return mainClass.isEmpty()
                        && command.hasOnClassPath("bootstrap.jar")
                        && command.hasOnClassPath("tomcat-juli.jar")
                ? TOMCAT
                : PLAIN;
    }

    /**
     * Returns the folder of the started archive that only an unknown launcher can read; the agent does not see its content. Empty for
     * none.
     */
    public Optional<String> unknownFolder() {
        return this == PLAIN ? LaunchCommand.ofThisJvm().nestedFolder() : Optional.empty();
    }

    /** Returns whether the migration has to wait for a hook. */
    public boolean isDeferred() {
        return !hooks.isEmpty();
    }

    /** Returns the hooked places in the host's code, as text for messages; none when the start need not wait. */
    public List<String> places() {
        return hooks.stream().map(Hook::toString).toList();
    }

    /** Returns whether several applications may come, some of them without scripts. */
    public boolean isServer() {
        return isServer;
    }

    /** Returns whether not even a class of the application is loaded before the hook calls; elsewhere annotations may be read first. */
    boolean isReachedBeforeItsClasses() {
        return this == SPRING_BOOT || this == TOMCAT || this == JETTY;
    }

    Map<String, Hook> hooksByClass() {
        return byClass(hooks);
    }

    Map<String, Hook> namingHooksByClass() {
        return byClass(namingHooks);
    }

    private static Map<String, Hook> byClass(List<Hook> hooks) {
        // The code uses no stream, because it runs in every start, and the first stream of a JVM costs milliseconds.
        Map<String, Hook> byClass = new HashMap<>();
        for (Hook hook : hooks) {
            byClass.put(hook.className(), hook);
        }
        return byClass;
    }

    /** Returns the name, as text for messages. */
    @Override
    public String toString() {
        return title;
    }
}
