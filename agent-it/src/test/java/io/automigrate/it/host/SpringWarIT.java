package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.SampledEnumSource;
import io.automigrate.it.app.Folders;
import io.automigrate.it.app.Library;
import io.automigrate.it.app.SourceCode;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.RunningJvm;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;

/** Applications of Spring Boot in servers: the files in the war are the only place that knows the database. */
@Execution(ExecutionMode.CONCURRENT)
class SpringWarIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String STARTED = "Started ShopWar";

    @TempDir
    private Path folder;

    private FreshDatabase database;
    private Path application;

    @BeforeEach
    void createDatabase() {
        database = Database.POSTGRESQL.create(folder);
    }

    /** Tomcat 9 has the older names of the API, and Spring Boot 2.7. */
    @ParameterizedTest
    @SampledEnumSource(
            names = {"TOMCAT_9", "TOMCAT_10", "JETTY_12_1"},
            rows = 1)
    void the_application_in_a_war_is_asked(Server server) throws IOException {
        ChildJvm jvm = deploy(server, properties(database));

        assertThat(runUntilStarted(jvm, STARTED))
                .told(database.url() + " as " + database.user()
                        + " (spring.datasource.url, application.properties line 1)")
                .told("The application \"/shop\" is there: 10 scripts in classpath:db/migration", "10 applied")
                .neverSaid(database.password());
    }

    @Test
    void each_application_is_migrated_for_with_its_own_database_or_the_data_source_that_it_names() throws IOException {
        ChildJvm jvm = deploy(Server.TOMCAT_10, """
                spring.datasource.jndi-name=java:comp/env/jdbc/shop
                spring.datasource.username=nobody
                spring.flyway.table=versions
                """);
        bind("jdbc/shop");
        FreshDatabase another = Database.POSTGRESQL.create(folder);
        deploy(Server.TOMCAT_10, "zoo", properties(another));

        assertThat(runUntilStarted(jvm, "Server startup in"))
                .told(database.url() + " as " + database.user()
                        + " (spring.datasource.jndi-name, application.properties line 1)")
                .told("The application \"/shop\" is there", "The application \"/zoo\" is there")
                .neverSaid(database.password(), "Application run failed");
        assertThat(database.query("SELECT count(*) FROM versions")).containsExactly("10");
        assertThat(another.tables()).contains("item_10");
    }

    @Test
    void a_name_that_the_server_does_not_know_ends_the_server() throws IOException {
        ChildJvm jvm = deploy(Server.TOMCAT_10, "spring.datasource.jndi-name=java:comp/env/jdbc/shop\n");
        bind("jdbc/other");

        try (RunningJvm running =
                jvm.environment("AUTO_MIGRATE_WAIT_TIMEOUT", "0s").start()) {
            assertThat(running.finish(PATIENCE))
                    .endedWith(78)
                    .told(
                            "No data source is bound to \"java:comp/env/jdbc/shop\"",
                            "correct the name in jndi:java:comp/env/jdbc/shop (spring.datasource.jndi-name,"
                                    + " application.properties line 1)")
                    .neverSaid(STARTED);
        }
    }

    private static String properties(FreshDatabase database) {
        return """
                spring.datasource.url=%s
                spring.datasource.username=%s
                spring.datasource.password=%s
                """.formatted(database.url(), database.user(), database.password());
    }

    /** Lets Tomcat make a data source. */
    private void bind(String name) throws IOException {
        Path context = Files.createDirectories(application.resolve("META-INF")).resolve("context.xml");
        Files.writeString(context, """
                <Context>
                  <Resource name="%s" auth="Container" type="javax.sql.DataSource" driverClassName="org.postgresql.Driver"
                            url="%s" username="%s" password="%s"/>
                </Context>
                """.formatted(name, database.url(), database.user(), database.password()));
    }

    private ChildJvm deploy(Server server, String properties) throws IOException {
        Path base = folder.resolve("server");
        ChildJvm jvm = server.prepare(base, FreePort.pick()).agentVariable(AgentJar.path());
        application = deploy(server, "shop", properties);
        return jvm;
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

    private static FinishedJvm runUntilStarted(ChildJvm jvm, String line) {
        try (RunningJvm running = jvm.start()) {
            running.awaitLine(line, PATIENCE);
            return running.terminate().finish(PATIENCE);
        }
    }
}
