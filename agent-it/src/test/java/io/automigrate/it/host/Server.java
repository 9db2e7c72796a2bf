package io.automigrate.it.host;

import io.automigrate.it.app.Folders;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Servers that open web applications, as they come from their makers. */
enum Server {
    TOMCAT_9("apache-tomcat-9.0.117", WebArchive.Generation.JAVAX, Kind.TOMCAT),
    TOMCAT_10("apache-tomcat-10.1.59", WebArchive.Generation.JAKARTA, Kind.TOMCAT),
    TOMCAT_11("apache-tomcat-11.0.24", WebArchive.Generation.JAKARTA, Kind.TOMCAT),
    JETTY_9("jetty-distribution-9.4.56.v20240826", WebArchive.Generation.JAVAX, Kind.JETTY),
    JETTY_10("jetty-home-10.0.24", WebArchive.Generation.JAVAX, Kind.JETTY),
    JETTY_12_0("jetty-home-12.0.30", WebArchive.Generation.JAVAX, Kind.JETTY_EE8),
    JETTY_12_1("jetty-home-12.1.12", WebArchive.Generation.JAKARTA, Kind.JETTY_EE11),
    TOMEE_9("apache-tomee-webprofile-9.0.0", WebArchive.Generation.JAKARTA, Kind.TOMEE),
    WILDFLY_26("wildfly-26.1.3.Final", WebArchive.Generation.JAVAX, Kind.WILDFLY),
    WILDFLY_39("wildfly-39.0.1.Final", WebArchive.Generation.JAKARTA, Kind.WILDFLY),
    LIBERTY("wlp", WebArchive.Generation.JAKARTA, Kind.LIBERTY),
    PAYARA_MICRO("payara-micro", WebArchive.Generation.JAKARTA, Kind.PAYARA_MICRO);

    /** How a kind of server is set up and started. */
    private enum Kind {
        TOMCAT("Tomcat", false) {
            @Override
            ChildJvm prepare(Path home, Path base, int port) throws IOException {
                return tomcat(home, base, port);
            }
        },
        TOMEE("Tomcat", true) {
            @Override
            ChildJvm prepare(Path home, Path base, int port) throws IOException {
                return tomcat(home, base, port);
            }
        },
        JETTY("Jetty", false) {
            @Override
            ChildJvm prepare(Path home, Path base, int port) throws IOException {
                return jetty(home, base, port, "http,deploy,webapp,annotations");
            }
        },
        JETTY_EE8("Jetty", false) {
            @Override
            ChildJvm prepare(Path home, Path base, int port) throws IOException {
                return jetty(home, base, port, "http,ee8-deploy,ee8-webapp,ee8-annotations");
            }
        },
        JETTY_EE11("Jetty", false) {
            @Override
            ChildJvm prepare(Path home, Path base, int port) throws IOException {
                return jetty(home, base, port, "http,ee11-deploy,ee11-webapp,ee11-annotations");
            }
        },
        WILDFLY("WildFly", true) {
            @Override
            ChildJvm prepare(Path home, Path base, int port) throws IOException {
                Folders.copy(home.resolve("standalone"), base);
                // What standalone.sh ends in; the script itself does not pass a SIGKILL on.
                return ChildJvm.of(Jdk.running())
                        .property("jboss.home.dir", home.toString())
                        .property("jboss.server.base.dir", base.toString())
                        .property("jboss.http.port", Integer.toString(port))
                        .property("jboss.https.port", "0")
                        .property("jboss.management.http.port", "0")
                        .property("jboss.management.https.port", "0")
                        .property(
                                "org.jboss.boot.log.file",
                                base.resolve("boot.log").toString())
                        .property("logging.configuration", "file:" + base.resolve("configuration/logging.properties"))
                        .options("--add-opens=java.base/java.lang=ALL-UNNAMED")
                        .options("--add-opens=java.base/java.util=ALL-UNNAMED")
                        .options("--add-opens=java.base/java.util.concurrent=ALL-UNNAMED")
                        .options("--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED")
                        .options("--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED")
                        .options("-jar")
                        .application(
                                home.resolve("jboss-modules.jar").toString(),
                                "-mp",
                                home.resolve("modules").toString(),
                                "org.jboss.as.standalone");
            }

            @Override
            Path deployments(Path base) {
                return base.resolve("deployments");
            }
        },
        LIBERTY("Liberty", true) {
            @Override
            ChildJvm prepare(Path home, Path base, int port) throws IOException {
                Path server = Files.createDirectories(base.resolve("servers/shop/apps"))
                        .getParent();
                Files.writeString(server.resolve("server.xml"), """
                        <server>
                          <featureManager>
                            <feature>servlet-6.0</feature>
                            <feature>enterpriseBeansLite-4.0</feature>
                          </featureManager>
                          <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
                          <webApplication location="shop.war" contextRoot="/shop"/>
                        </server>
                        """.formatted(port));
                return script(home.resolve("bin/server"))
                        .environment("WLP_USER_DIR", base.toString())
                        .options("run")
                        .application("shop");
            }

            @Override
            Path deployments(Path base) {
                return base.resolve("servers/shop/apps");
            }
        },
        PAYARA_MICRO("Payara", true) {
            @Override
            ChildJvm prepare(Path home, Path base, int port) throws IOException {
                Files.createDirectories(deployments(base));
                return ChildJvm.of(Jdk.running())
                        .property(
                                "java.io.tmpdir",
                                Files.createDirectories(base.resolve("tmp")).toString())
                        .options("-jar")
                        .application(
                                home.resolve("payara-micro.jar").toString(),
                                "--nocluster",
                                "--port",
                                Integer.toString(port),
                                "--deploymentDir",
                                deployments(base).toString());
            }
        };

        private final String title;
        private final boolean hasBeans;

        Kind(String title, boolean hasBeans) {
            this.title = title;
            this.hasBeans = hasBeans;
        }

        abstract ChildJvm prepare(Path home, Path base, int port) throws IOException;

        Path deployments(Path base) {
            return base.resolve("webapps");
        }

        private static ChildJvm tomcat(Path home, Path base, int port) throws IOException {
            for (String folder : List.of("webapps", "logs", "temp", "work")) {
                Files.createDirectories(base.resolve(folder));
            }
            Folders.copy(home.resolve("conf"), base.resolve("conf"));
            Path configuration = base.resolve("conf/server.xml");
            Files.writeString(
                    configuration,
                    Files.readString(configuration)
                            .replace("port=\"8080\"", "port=\"" + port + "\"")
                            .replace("port=\"8005\"", "port=\"-1\""));
            return script(home.resolve("bin/catalina.sh"))
                    .environment("CATALINA_HOME", home.toString())
                    .environment("CATALINA_BASE", base.toString())
                    .application("run");
        }

        private static ChildJvm jetty(Path home, Path base, int port, String modules) throws IOException {
            Files.createDirectories(base.resolve("webapps"));
            ChildJvm start = ChildJvm.of(Jdk.running())
                    .directory(base)
                    .property(
                            "java.io.tmpdir",
                            Files.createDirectories(base.resolve("tmp")).toString())
                    .options("-jar", home.resolve("start.jar").toString());
            FinishedJvm setUp = start.application("--add-to-start=" + modules).run();
            if (setUp.exitCode() != 0) {
                throw new IllegalStateException(setUp.toString());
            }
            return start.application("jetty.http.port=" + port, "jetty.http.host=127.0.0.1");
        }

        /** Returns how to run a script of a server: with a path, a home, and the JDK of the tests. */
        private static ChildJvm script(Path script) {
            return ChildJvm.of(Path.of("/bin/sh"))
                    .environment("PATH", "/usr/bin:/bin")
                    .environment("JAVA_HOME", Jdk.running().home().toString())
                    .options(script.toString());
        }
    }

    private final String folder;
    private final WebArchive.Generation generation;
    private final Kind kind;

    Server(String folder, WebArchive.Generation generation, Kind kind) {
        this.folder = folder;
        this.generation = generation;
        this.kind = kind;
    }

    /** Returns whether its distribution is there. */
    boolean isThere() {
        return Distribution.isThere(folder);
    }

    /** Returns what the agent calls it. */
    String title() {
        return kind.title;
    }

    /** Returns a web application that it can open. */
    WebArchive webArchive() {
        WebArchive archive = WebArchive.of(generation);
        return kind.hasBeans ? archive.withStartupBean() : archive;
    }

    /** Sets it up in an empty folder and returns how to start it in the foreground. */
    ChildJvm prepare(Path base, int port) {
        try {
            return kind.prepare(Distribution.folder(folder), base, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the folder that it takes its applications from. */
    Path deployments(Path base) {
        return kind.deployments(base);
    }

    /** Returns its home. */
    Path home() {
        return Distribution.folder(folder);
    }

    @Override
    public String toString() {
        return folder;
    }
}
