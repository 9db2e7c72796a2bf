package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Folders;
import io.automigrate.it.app.Library;
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
import java.util.stream.Stream;
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
        String module = server == Server.TOMCAT_9 ? "boot2" : "boot3";
        List<Path> libraries = module.equals("boot2") ? librariesOfBoot2() : SpringApp.librariesWithWeb();
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
                        """), classPath(libraries, module), folder.resolve("work"))
                .writeTo(classes);
        Folders.copy(SpringApp.classes(module), classes);
        Files.writeString(classes.resolve("application.properties"), properties);
        Path lib = Files.createDirectories(deployed.resolve("WEB-INF/lib"));
        for (Path library : libraries) {
            Files.copy(library, lib.resolve(library.getFileName()));
        }
        return deployed;
    }

    private List<Path> librariesOfBoot2() throws IOException {
        Path unpacked = folder.resolve("unpacked");
        Distribution.unpack(SpringApp.jar("boot2", "without-flyway"), unpacked);
        try (Stream<Path> jars = Files.list(unpacked.resolve("BOOT-INF/lib"))) {
            return Stream.concat(jars, Library.files("spring-web-5.3.31").stream())
                    .toList();
        }
    }

    /** The interfaces of servlets come from Tomcat, whichever server runs the application. */
    private static List<Path> classPath(List<Path> libraries, String module) {
        List<Path> classPath = new ArrayList<>(libraries);
        Server tomcat = module.equals("boot2") ? Server.TOMCAT_9 : Server.TOMCAT_10;
        classPath.add(tomcat.home().resolve("lib/servlet-api.jar"));
        classPath.add(SpringApp.classes(module));
        return classPath;
    }

    private static FinishedJvm runUntil(String line, ChildJvm jvm) {
        try (RunningJvm running = jvm.start()) {
            running.awaitLine(line, PATIENCE);
            return running.terminate().finish(PATIENCE);
        }
    }
}
