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
import java.util.Locale;

/** Servers that open web applications, as they come from their makers. */
enum Server {
    TOMCAT_9("apache-tomcat-9.0.117", WebArchive.Generation.JAVAX, Kind.TOMCAT),
    TOMCAT_10("apache-tomcat-10.1.59", WebArchive.Generation.JAKARTA, Kind.TOMCAT),
    TOMCAT_11("apache-tomcat-11.0.24", WebArchive.Generation.JAKARTA, Kind.TOMCAT),
    JETTY_9("jetty-distribution-9.4.56.v20240826", WebArchive.Generation.JAVAX, Kind.JETTY),
    JETTY_10("jetty-home-10.0.24", WebArchive.Generation.JAVAX, Kind.JETTY),
    JETTY_12_0("jetty-home-12.0.30", WebArchive.Generation.JAVAX, Kind.JETTY_EE8),
    JETTY_12_0_EE9("jetty-home-12.0.30", WebArchive.Generation.JAKARTA, Kind.JETTY_EE9),
    JETTY_12_0_EE10("jetty-home-12.0.30", WebArchive.Generation.JAKARTA, Kind.JETTY_EE10),
    JETTY_12_1_EE9("jetty-home-12.1.12", WebArchive.Generation.JAKARTA, Kind.JETTY_EE9),
    JETTY_12_1_EE10("jetty-home-12.1.12", WebArchive.Generation.JAKARTA, Kind.JETTY_EE10),
    JETTY_12_1("jetty-home-12.1.12", WebArchive.Generation.JAKARTA, Kind.JETTY_EE11),
    TOMEE_9("apache-tomee-webprofile-9.0.0", WebArchive.Generation.JAKARTA, Kind.TOMEE),
    WILDFLY_26("wildfly-26.1.3.Final", WebArchive.Generation.JAVAX, Kind.WILDFLY),
    WILDFLY_39("wildfly-39.0.1.Final", WebArchive.Generation.JAKARTA, Kind.WILDFLY),
    LIBERTY("wlp", WebArchive.Generation.JAKARTA, Kind.LIBERTY),
    PAYARA_MICRO("payara-micro", WebArchive.Generation.JAKARTA, Kind.PAYARA_MICRO),
    PAYARA("payara6", WebArchive.Generation.JAKARTA, Kind.PAYARA);

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
                return jetty(home, base, port, "");
            }
        },
        JETTY_EE8("Jetty", false) {
            @Override
            ChildJvm prepare(Path home, Path base, int port) throws IOException {
                return jetty(home, base, port, "ee8-");
            }
        },
        JETTY_EE9("Jetty", false) {
            @Override
            ChildJvm prepare(Path home, Path base, int port) throws IOException {
                return jetty(home, base, port, "ee9-");
            }
        },
        JETTY_EE10("Jetty", false) {
            @Override
            ChildJvm prepare(Path home, Path base, int port) throws IOException {
                return jetty(home, base, port, "ee10-");
            }
        },
        JETTY_EE11("Jetty", false) {
            @Override
            ChildJvm prepare(Path home, Path base, int port) throws IOException {
                return jetty(home, base, port, "ee11-");
            }
        },
        WILDFLY("WildFly", true) {
            @Override
            ChildJvm prepare(Path home, Path base, int port) throws IOException {
                Folders.copy(home.resolve("standalone"), base);
                // The command at the end of standalone.sh. The script itself does not forward a SIGKILL.
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
                Files.createFile(base.resolve(COMMANDS));
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
                                "--postbootcommandfile",
                                base.resolve(COMMANDS).toString(),
                                "--deploymentDir",
                                deployments(base).toString());
            }
        },
        PAYARA("Payara", true) {
            /** The domain's own JVM, as asadmin would start it: asadmin itself stays beside it and does not pass a SIGKILL on. */
            @Override
            ChildJvm prepare(Path home, Path base, int port) throws IOException {
                Files.createDirectories(base);
                ChildJvm asadmin = script(home.resolve("bin/asadmin"));
                String[] domain = {"--domaindir", base.toString(), "shop"};
                String ports = Integer.toString(port - HTTP);
                ended(asadmin.options("create-domain", "--nopassword", "--portbase", ports)
                        .options(domain)
                        .run());
                FinishedJvm plan = ended(asadmin.options("start-domain", "--dry-run")
                        .options(domain)
                        .run());
                List<String> words = plan.out()
                        .text()
                        .lines()
                        .dropWhile(line -> !line.endsWith("/bin/java"))
                        .takeWhile(line -> !line.isBlank())
                        .toList();
                // The server first reads its standard input to the end, for the account of the administrator.
                return ChildJvm.of(Path.of("/bin/sh"))
                        .options("-c", "exec \"$0\" \"$@\" < /dev/null")
                        .options(words.toArray(String[]::new));
            }

            @Override
            Path deployments(Path base) {
                return base.resolve("shop/autodeploy");
            }
        };

        /** The offset that asadmin adds to its argument for the HTTP port. */
        private static final int HTTP = 80;

        /** The file in the base folder whose commands Payara Micro runs before it opens applications; empty until a test fills the file. */
        private static final String COMMANDS = "commands";

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
                    .environment("CATALINA_OPTS", ChildJvm.ONE_COMPILER)
                    .application("run");
        }

        private static ChildJvm jetty(Path home, Path base, int port, String edition) throws IOException {
            String modules = "http,%1$sdeploy,%1$swebapp,%1$sannotations".formatted(edition);
            Files.createDirectories(base.resolve("webapps"));
            ChildJvm start = ChildJvm.of(Jdk.running())
                    .directory(base)
                    .property(
                            "java.io.tmpdir",
                            Files.createDirectories(base.resolve("tmp")).toString())
                    .options("-jar", home.resolve("start.jar").toString());
            ended(start.application("--add-to-start=" + modules).run());
            return start.application("jetty.http.port=" + port, "jetty.http.host=127.0.0.1");
        }

        private static FinishedJvm ended(FinishedJvm setUp) {
            if (setUp.exitCode() != 0) {
                throw new IllegalStateException(setUp.toString());
            }
            return setUp;
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

    /** Returns the name of the server in the messages of the agent. */
    String title() {
        return kind.title;
    }

    /** Returns whether it is a second row of the same version, for another edition of the API. */
    boolean isAnotherEdition() {
        return kind == Kind.JETTY_EE9 || kind == Kind.JETTY_EE10;
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

    /** Returns the prefix of the modules of this edition of Jetty's. */
    String edition() {
        return kind.name().startsWith("JETTY_")
                ? kind.name().substring("JETTY_".length()).toLowerCase(Locale.ROOT) + "-"
                : "";
    }

    /** Returns the folder that it takes its applications from. */
    Path deployments(Path base) {
        return kind.deployments(base);
    }

    /** Returns the home folder of the server. */
    Path home() {
        return Distribution.folder(folder);
    }

    @Override
    public String toString() {
        return isAnotherEdition() ? folder + " " + kind.name().substring("JETTY_".length()) : folder;
    }
}
