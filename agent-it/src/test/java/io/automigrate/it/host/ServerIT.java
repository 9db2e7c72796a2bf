package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Folders;
import io.automigrate.it.app.Library;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.jvm.Sample;
import io.automigrate.it.net.FreePort;
import io.automigrate.it.net.WebPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Web applications in servers: the agent waits until the server has made their class loader. */
@Execution(ExecutionMode.CONCURRENT)
class ServerIT {
    /** Servers that take their time, and end it the same way. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    private FreshDatabase database;
    private int port;

    @BeforeEach
    void createDatabase() {
        database = Database.H2_SERVER.create(folder);
        port = FreePort.pick();
    }

    static List<Server> servers() {
        List<Server> all = Arrays.stream(Server.values())
                .filter(server -> server.isThere() && !server.isAnotherEdition())
                .toList();
        return Sample.spread(all, 5);
    }

    static List<Server> someServers() {
        return Sample.spread(servers(), 2);
    }

    static List<Server> otherEditions() {
        List<Server> all =
                Arrays.stream(Server.values()).filter(Server::isAnotherEdition).toList();
        return Sample.spread(all, 2);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void the_schema_is_there_before_the_first_code_of_the_application(Server server) throws Exception {
        WebArchive shop = server.webArchive();
        ChildJvm jvm = deploy(server, shop);

        FinishedJvm first = runUntilServed(jvm, shop);
        assertThat(first)
                .told(server.title() + ": migrating when", "2 scripts in classpath:db/migration", "2 applied")
                .neverSaid("WFLYLOG0078", "No suitable driver", "no table");
        FinishedJvm second = runUntilServed(jvm, shop);
        assertThat(second).told("up to date at version 2");
        assertThat(database.history()).endsWith("1 create person", "2 insert ada");
    }

    @ParameterizedTest
    @MethodSource("someServers")
    void a_failing_migration_ends_the_server_before_a_request_is_served(Server server) throws Exception {
        WebArchive shop = server.webArchive().with(Scripts.person().versioned("3", "broken", "NO SQL;"));
        ChildJvm jvm = deploy(server, shop);

        try (RunningJvm running = jvm.start()) {
            assertThat(running.finish(PATIENCE))
                    .endedWith(70)
                    .told("V3__broken.sql", "exit code: 70")
                    .didNotPrint("initializer:", "startup bean:");
        }
        FinishedJvm goesOn = runUntilServed(jvm.environment("AUTO_MIGRATE_FAIL_ON_ERROR", "false"), shop);
        assertThat(goesOn).told("FAILED, but the application starts anyway");
    }

    /** Jetty 12 has a class of its own to hook for each edition of the API. */
    @ParameterizedTest
    @MethodSource("otherEditions")
    void every_edition_of_jetty_is_migrated_for(Server server) throws Exception {
        WebArchive shop = server.webArchive();
        ChildJvm jvm = deploy(server, shop.with(Scripts.person().versioned("3", "broken", "NO SQL;")));
        try (RunningJvm running = jvm.start()) {
            assertThat(running.finish(PATIENCE))
                    .endedWith(70)
                    .told("V3__broken.sql")
                    .didNotPrint("initializer:");
        }

        shop.write(server.deployments(folder.resolve("server")).resolve("shop.war"));
        FreshDatabase another = Database.H2_SERVER.create(folder);
        assertThat(runUntilServed(jvm.environment(another.forBoth()), shop)).told("2 applied");
    }

    static List<Server> tomcats() {
        return Sample.spread(List.of(Server.TOMCAT_9, Server.TOMCAT_10, Server.TOMCAT_11), 2);
    }

    @ParameterizedTest
    @MethodSource("tomcats")
    void the_one_of_several_applications_that_has_scripts_is_migrated_for(Server server) throws Exception {
        WebArchive shop = server.webArchive();
        ChildJvm jvm = deploy(server, shop);
        Path base = folder.resolve("server");
        shop.with(Scripts.none()).withoutDriver().write(server.deployments(base).resolve("about.war"));
        shop.with(Scripts.none()).writeExploded(server.deployments(base).resolve("zoo"));
        startInParallel(base);

        // The others print "no table" when they happen to start before: they ask for nothing.
        assertThat(runUntilServed(jvm, shop)).told("The application \"/shop\" is there", "2 applied");
    }

    @ParameterizedTest
    @MethodSource("tomcats")
    void an_exploded_application_and_one_that_stays_packed_are_the_same(Server server) throws Exception {
        WebArchive shop = server.webArchive();
        ChildJvm jvm = deploy(server, shop);
        Path base = folder.resolve("server");
        Files.delete(server.deployments(base).resolve("shop.war"));
        shop.writeExploded(server.deployments(base).resolve("shop"));
        assertThat(runUntilServed(jvm, shop)).told("2 applied");

        Folders.delete(server.deployments(base).resolve("shop"));
        // From such a war Tomcat loads classes slowly; one that is given the driver by the server is a common case.
        shop.withoutDriver().write(server.deployments(base).resolve("shop.war"));
        Path lib = Files.createDirectories(base.resolve("lib"));
        Files.copy(Library.H2.file(), lib.resolve("h2.jar"));
        edit(base, "unpackWARs=\"true\"", "unpackWARs=\"false\"");
        assertThat(runUntilServed(jvm, shop)).told("2 scripts", "up to date at version 2");
    }

    /** The server's pool asks for the driver by its name, with the class loader of the application. */
    @ParameterizedTest
    @MethodSource("tomcats")
    void a_data_source_that_the_server_names_serves_the_application(Server server) throws Exception {
        WebArchive shop = server.webArchive().withDataSource(database);
        ChildJvm jvm = deploy(server, shop);

        try (RunningJvm running = jvm.start()) {
            running.awaitLine("initializer by name: Ada", PATIENCE);
            assertThat(get("/shop/")).isEqualTo("served: Ada");
            assertThat(get("/shop/by-name")).isEqualTo("served by name: Ada");
            assertThat(running.terminate().finish(PATIENCE)).told("2 applied").neverSaid("no table");
        }
    }

    @Test
    void each_of_several_applications_has_the_scripts_of_a_database_of_its_own() throws Exception {
        FreshDatabase another = Database.H2_SERVER.create(folder);
        ChildJvm jvm = deployShopAndZoo(another, "CREATE TABLE person (id INT, name VARCHAR(9));");
        startInParallel(folder.resolve("server"));

        for (String line : List.of("Migrations completed successfully: 2 applied", "is up to date at version 2")) {
            try (RunningJvm running = jvm.start()) {
                running.awaitLine("initializer by name: Ada", PATIENCE);
                running.awaitLine("initializer by name: Leo", PATIENCE);
                assertThat(get("/shop/by-name")).isEqualTo("served by name: Ada");
                assertThat(get("/zoo/by-name")).isEqualTo("served by name: Leo");
                assertThat(running.terminate().finish(PATIENCE))
                        .told("[shop] The application \"/shop\" is there: 2 scripts in classpath:db/migration/shop")
                        .told("[zoo] The application \"/zoo\" is there: 2 scripts in classpath:db/migration/zoo")
                        .toldMatching("\\[shop] .*" + line)
                        .toldMatching("\\[zoo] .*" + line)
                        .neverSaid("by name: no table", "nothing was migrated");
            }
        }
    }

    @Test
    void the_failure_for_the_second_of_several_applications_ends_the_server_before_a_request_is_served() {
        FreshDatabase another = Database.H2_SERVER.create(folder);

        try (RunningJvm running = deployShopAndZoo(another, "NO SQL;").start()) {
            assertThat(running.finish(PATIENCE))
                    .endedWith(70)
                    .told("[shop] Migrations completed successfully: 2 applied")
                    .toldMatching("\\[zoo] FAILED: V1__person\\.sql, line 1")
                    .toldMatching("done: +shop")
                    .neverSaid("Server startup in");
        }
        assertThat(database.tables()).contains("person");
    }

    /** Each application finds its database by the name {@code jdbc/shop}. Tomcat opens packed applications first. */
    private ChildJvm deployShopAndZoo(FreshDatabase another, String firstOfZoo) {
        WebArchive archive = Server.TOMCAT_11.webArchive();
        WebArchive shop = archive.withDataSource(database)
                .with(scripts("shop", "CREATE TABLE person (id INT, name VARCHAR(9));", "Ada"));
        WebArchive zoo = archive.withDataSource(another).with(scripts("zoo", firstOfZoo, "Leo"));
        ChildJvm jvm = deploy(Server.TOMCAT_11, shop)
                .environment("AUTO_MIGRATE_DATABASES", "shop,zoo")
                .environment("AUTO_MIGRATE_ZOO_URL", another.url());
        zoo.writeExploded(Server.TOMCAT_11.deployments(folder.resolve("server")).resolve("zoo"));
        return jvm;
    }

    private static Scripts scripts(String database, String first, String name) {
        return Scripts.none()
                .in(Scripts.DEFAULT_FOLDER + "/" + database)
                .versioned("1", "person", first)
                .versioned("2", "name", "INSERT INTO person (id, name) VALUES (1, '" + name + "');");
    }

    @Test
    void tenants_are_migrated_for_the_application_that_has_their_scripts() throws Exception {
        ChildJvm jvm = deploy(Server.TOMCAT_11, Server.TOMCAT_11.webArchive())
                .environment("AUTO_MIGRATE_TENANTS", "ACME,UMBRA")
                .environment("APP_URL", database.url() + ";SCHEMA=UMBRA");
        Path deployments = Server.TOMCAT_11.deployments(folder.resolve("server"));
        WebArchive shop = Server.TOMCAT_11.webArchive();
        // Tomcat opens what is packed before what is not.
        shop.with(Scripts.none()).withoutDriver().write(deployments.resolve("about.war"));
        Files.delete(deployments.resolve("shop.war"));
        shop.writeExploded(deployments.resolve("shop"));

        assertThat(runUntilServed(jvm, shop))
                .told("Web application \"/about\" has no scripts", "The application \"/shop\" is there")
                .told("[ACME] Applying 2 of 2", "[UMBRA] Applying 2 of 2", "2 tenants: 0 up to date, 2 migrated");
        assertThat(runUntilServed(jvm, shop)).told("2 tenants: 2 up to date, 0 migrated");

        shop.with(Scripts.person().versioned("3", "late", "CREATE TABLE late (id INT);"))
                .writeExploded(deployments.resolve("shop"));
        database.execute("CREATE TABLE \"UMBRA\".late (id INT)");
        try (RunningJvm running = jvm.start()) {
            assertThat(running.finish(PATIENCE))
                    .endedWith(70)
                    .told("FAILED: Tenant \"UMBRA\": V3__late.sql, line 1")
                    .neverSaid("Server startup in", "initializer: Ada");
        }
    }

    @Test
    void scripts_beside_the_server_belong_to_the_application_that_has_the_driver() throws Exception {
        WebArchive shop = Server.TOMCAT_11.webArchive().with(Scripts.none());
        Path scripts = Scripts.person().writeTo(folder.resolve("scripts")).resolve(Scripts.DEFAULT_FOLDER);
        ChildJvm jvm = deploy(Server.TOMCAT_11, shop).environment("AUTO_MIGRATE_LOCATIONS", "filesystem:" + scripts);
        shop.withoutDriver()
                .write(Server.TOMCAT_11.deployments(folder.resolve("server")).resolve("about.war"));

        assertThat(runUntilServed(jvm, shop)).told("The application \"/shop\" is there", "2 applied");
    }

    private static void startInParallel(Path base) throws IOException {
        edit(base, "<Host ", "<Host startStopThreads=\"4\" ");
    }

    private static void edit(Path base, String text, String replacement) throws IOException {
        Path configuration = base.resolve("conf/server.xml");
        String before = Files.readString(configuration);
        assertThat(before).contains(text);
        Files.writeString(configuration, before.replace(text, replacement));
    }

    private ChildJvm deploy(Server server, WebArchive shop) {
        Path base = folder.resolve("server");
        ChildJvm jvm =
                server.prepare(base, port).environment(database.forBoth()).agentVariable(AgentJar.path());
        shop.write(server.deployments(base).resolve("shop.war"));
        return jvm;
    }

    private FinishedJvm runUntilServed(ChildJvm jvm, WebArchive shop) throws Exception {
        try (RunningJvm running = jvm.start()) {
            for (String greeting : shop.greetings()) {
                running.awaitLine(greeting, PATIENCE);
            }
            assertThat(get("/shop/")).isEqualTo("served: Ada");
            return running.terminate().finish(PATIENCE);
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        return WebPage.read("http://127.0.0.1:" + port + path, PATIENCE);
    }
}
