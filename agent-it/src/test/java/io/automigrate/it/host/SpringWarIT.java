package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Folders;
import io.automigrate.it.app.SourceCode;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.jvm.Sample;
import io.automigrate.it.net.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Applications of Spring Boot in servers: the files in the war are the only place that knows the database. */
@Execution(ExecutionMode.CONCURRENT)
class SpringWarIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Boot reads no account beside the name. */
    private static final String NAMED =
            "spring.datasource.jndi-name=java:comp/env/jdbc/shop\nspring.datasource.username=nobody\n";

    @TempDir
    private Path folder;

    private FreshDatabase database;

    @BeforeEach
    void createDatabase() {
        database = Database.POSTGRESQL.create(folder);
    }

    /** Tomcat 9 has the older names of the API, and Spring Boot 2.7. */
    static List<Server> servers() {
        return Sample.isFull()
                ? List.of(Server.TOMCAT_9, Server.TOMCAT_10, Server.JETTY_12_1)
                : List.of(Server.TOMCAT_10);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void each_application_is_asked_and_migrated_for_with_its_own_database(Server server) throws IOException {
        boolean isTomcat = server != Server.JETTY_12_1;
        FreshDatabase another = Database.POSTGRESQL.create(folder);
        int probes = FreePort.pick();
        ChildJvm jvm = server.prepare(folder.resolve("server"), FreePort.pick())
                .environment("AUTO_MIGRATE_HEALTH_PORT", Integer.toString(probes))
                .agentVariable(AgentJar.path());
        Path shop = deploy(server, "shop", isTomcat ? NAMED : properties(database));
        deploy(server, "zoo", properties(another));
        if (isTomcat) {
            bind(shop);
        }

        FinishedJvm finished = runUntil(isTomcat ? "Server startup in" : "Started oejs.Server", jvm);

        assertThat(finished)
                .told(database.url() + " as " + database.user() + " (spring.datasource."
                        + (isTomcat ? "jndi-name" : "url") + ", application.properties line 1)")
                .told("The application \"/shop\" is there: 10 scripts in classpath:db/migration")
                .told("The application \"/zoo\" is there: 10 scripts in classpath:db/migration")
                .printed("Started ShopWar")
                .neverSaid(database.password(), "Application run failed");
        assertThat(database.tables()).contains("item_10");
        assertThat(another.tables()).contains("item_10");
        // Each start has its reports.
        assertThat(finished.story())
                .filteredOn(line -> line.startsWith("Port " + probes + " answers"))
                .hasSize(2);
    }

    /** Lets Tomcat make a data source for an application. */
    private void bind(Path application) throws IOException {
        Path context = Files.createDirectories(application.resolve("META-INF")).resolve("context.xml");
        Files.writeString(context, """
                <Context>
                  <Resource name="jdbc/shop" auth="Container" type="javax.sql.DataSource" driverClassName="org.postgresql.Driver"
                            url="%s" username="%s" password="%s"/>
                </Context>
                """.formatted(database.url(), database.user(), database.password()));
    }

    private static String properties(FreshDatabase database) {
        return """
                spring.datasource.url=%s
                spring.datasource.username=%s
                spring.datasource.password=%s
                """.formatted(database.url(), database.user(), database.password());
    }

    /** Writes an application into the folder of the server; returns the application's folder. */
    private Path deploy(Server server, String name, String properties) throws IOException {
        Path deployed = server.deployments(folder.resolve("server")).resolve(name);
        SpringCloud generation = server == Server.TOMCAT_9 ? SpringCloud.V2021_0 : SpringCloud.V2025_0;
        List<Path> libraries = generation.librariesOfBoot();
        Path boot = SpringApp.classes(generation.module());
        Path classes = deployed.resolve("WEB-INF/classes");
        SourceCode.compile(
                        Map.of("com/example/shop/ShopWar", """
                        package com.example.shop;
                        import org.springframework.boot.builder.SpringApplicationBuilder;
                        import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
                        public class ShopWar extends SpringBootServletInitializer {
                            @Override
                            protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
                                return builder.sources(ShopApplication.class);
                            }
                        }
                        """),
                        classPath(libraries, boot, server),
                        folder.resolve("work"))
                .writeTo(classes);
        Folders.copy(boot, classes);
        Files.writeString(classes.resolve("application.properties"), properties);
        Path lib = Files.createDirectories(deployed.resolve("WEB-INF/lib"));
        for (Path library : libraries) {
            Files.copy(library, lib.resolve(library.getFileName()));
        }
        return deployed;
    }

    /** The interfaces of servlets come from Tomcat, whichever server runs the application. */
    private static List<Path> classPath(List<Path> libraries, Path classes, Server server) {
        List<Path> classPath = new ArrayList<>(libraries);
        Server tomcat = server == Server.TOMCAT_9 ? server : Server.TOMCAT_10;
        classPath.add(tomcat.home().resolve("lib/servlet-api.jar"));
        classPath.add(classes);
        return classPath;
    }

    private static FinishedJvm runUntil(String line, ChildJvm jvm) {
        try (RunningJvm running = jvm.start()) {
            running.awaitLine(line, PATIENCE);
            return running.terminate().finish(PATIENCE);
        }
    }
}
