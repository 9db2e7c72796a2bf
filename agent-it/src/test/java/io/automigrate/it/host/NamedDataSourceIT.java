package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.automigrate.it.app.Library;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.net.FreePort;
import io.automigrate.it.net.WebPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that know the database alone, and bind a data source to a name. */
@Execution(ExecutionMode.CONCURRENT)
class NamedDataSourceIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String IN_APPLICATION = "jndi:java:comp/env/jdbc/shop";
    private static final String IN_SERVER = "jndi:jdbc/shop";
    private static final String WEB_XML = """
            <web-app version="3.1">
              <resource-ref>
                <res-ref-name>jdbc/shop</res-ref-name>
                <res-type>javax.sql.DataSource</res-type>
                <res-auth>Container</res-auth>
              </resource-ref>
            </web-app>
            """;

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
        // The H2 of WildFly 26 can't talk to the server of the tests.
        return Stream.of(
                        Server.TOMCAT_11,
                        Server.JETTY_10,
                        Server.JETTY_12_1,
                        Server.TOMEE_9,
                        Server.WILDFLY_39,
                        Server.LIBERTY,
                        Server.PAYARA_MICRO,
                        Server.PAYARA)
                .filter(Server::isThere)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void the_schema_is_there_before_the_first_code_of_the_application(Server server) throws Exception {
        ChildJvm jvm = deploy(server, Scripts.person());

        assertThat(runUntilServed(jvm))
                .told(
                        "migrating when the data sources of the application are there",
                        "AUTO_MIGRATE_URL=jndi:",
                        "2 applied")
                .neverSaid("no table");
        assertThat(database.history()).endsWith("1 create person", "2 insert ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"META-INF/context.xml", "WEB-INF/resources.xml"})
    void tomee_binds_the_data_source_of_an_application_before_the_web_part_starts(String file) throws Exception {
        assumeTrue(Server.TOMEE_9.isThere(), "the profile servers fetches TomEE");
        Path base = folder.resolve("server");
        ChildJvm jvm = Server.TOMEE_9
                .prepare(base, port)
                .environment(database.forApplication())
                .environment("AUTO_MIGRATE_URL", IN_APPLICATION)
                .agentVariable(AgentJar.path());
        WebArchive shop = WebArchive.of(WebArchive.Generation.JAKARTA);
        shop = file.startsWith("META-INF/")
                ? shop.withDataSource(database)
                : shop.with(file, "<resources>" + tomEeResource() + "</resources>")
                        .with("WEB-INF/web.xml", WEB_XML);
        shop.write(Server.TOMEE_9.deployments(base).resolve("shop.war"));

        assertThat(runUntilServed(jvm)).told("2 applied").neverSaid("no table");
        assertThat(database.history()).endsWith("1 create person", "2 insert ada");
    }

    @Test
    void a_failing_migration_ends_the_server() throws Exception {
        ChildJvm jvm = deploy(Server.TOMCAT_9, Scripts.person().versioned("3", "broken", "NO SQL;"));

        try (RunningJvm running = jvm.start()) {
            assertThat(running.finish(PATIENCE))
                    .endedWith(70)
                    .told("V3__broken.sql")
                    .didNotPrint("initializer:");
        }
    }

    private ChildJvm deploy(Server server, Scripts scripts) throws IOException {
        Path base = folder.resolve("server");
        ChildJvm jvm = server.prepare(base, port)
                .environment(database.forApplication())
                .agentVariable(AgentJar.path());
        WebArchive shop = server.webArchive().with(scripts);
        String url = IN_APPLICATION;
        switch (server) {
            case TOMCAT_9, TOMCAT_11 -> shop = shop.withDataSource(database);
            case JETTY_10, JETTY_12_1 -> {
                shop = jetty(shop);
                addModules(server, base);
            }
            case TOMEE_9 -> {
                tomEe(base);
                shop = shop.withoutDriver();
                url = "jndi:openejb:Resource/jdbc/shop";
            }
            case WILDFLY_39 -> {
                wildFly(base);
                url = "jndi:java:jboss/datasources/shop";
            }
            case LIBERTY -> {
                liberty(base);
                url = IN_SERVER;
            }
            case PAYARA_MICRO -> {
                payaraMicro(base);
                url = IN_SERVER;
            }
            case PAYARA -> {
                payara(base);
                url = IN_SERVER;
            }
            default -> throw new IllegalArgumentException(server.toString());
        }
        shop.write(server.deployments(base).resolve("shop.war"));
        return jvm.environment("AUTO_MIGRATE_URL", url);
    }

    /** The application asks for the data source by the name, and one file beside web.xml makes it. */
    private WebArchive jetty(WebArchive shop) {
        return shop.with("WEB-INF/web.xml", WEB_XML)
                .with("WEB-INF/jetty-env.xml", """
                        <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://www.eclipse.org/jetty/configure_9_3.dtd">
                        <Configure>
                          <New class="org.eclipse.jetty.plus.jndi.Resource">
                            <Arg/>
                            <Arg>jdbc/shop</Arg>
                            <Arg>
                              <New class="org.h2.jdbcx.JdbcDataSource">
                                <Set name="URL">%s</Set>
                                <Set name="user">%s</Set>
                                <Set name="password">%s</Set>
                              </New>
                            </Arg>
                          </New>
                        </Configure>
                        """.formatted(database.url(), database.user(), database.password()));
    }

    private static void addModules(Server server, Path base) {
        assertThat(ChildJvm.of(Jdk.running())
                        .directory(base)
                        .options("-jar", server.home().resolve("start.jar").toString())
                        .application("--add-to-start=" + server.edition() + "plus")
                        .run())
                .endedWith(0);
    }

    /** The driver is a module of the server, which the application does not see. */
    private void wildFly(Path base) throws IOException {
        Path configuration = base.resolve("configuration/standalone.xml");
        String before = Files.readString(configuration);
        Files.writeString(configuration, before.replace("<datasources>", """
                        <datasources>
                          <datasource jndi-name="java:jboss/datasources/shop" pool-name="shop">
                            <connection-url>%s</connection-url>
                            <driver>h2</driver>
                            <security user-name="%s" password="%s"/>
                          </datasource>
                        """.formatted(
                        database.url(), database.user(), database.password())));
    }

    /** TomEE has the data source before it opens an application, and starts EJBs before the web part. */
    private void tomEe(Path base) throws IOException {
        addDriver(base.resolve("lib"));
        Files.writeString(base.resolve("conf/tomee.xml"), "<tomee>" + tomEeResource() + "</tomee>");
    }

    private String tomEeResource() {
        return """
                <Resource id="jdbc/shop" type="DataSource">
                  JdbcDriver = org.h2.Driver
                  JdbcUrl = %s
                  UserName = %s
                  Password = %s
                </Resource>
                """.formatted(database.url(), database.user(), database.password());
    }

    private static void addDriver(Path libraries) throws IOException {
        Files.createDirectories(libraries);
        Files.copy(Library.H2.file(), libraries.resolve("h2.jar"));
    }

    private void liberty(Path base) throws IOException {
        Path server = base.resolve("servers/shop");
        addDriver(server.resolve("lib"));
        Path configuration = server.resolve("server.xml");
        String source = """
                  <featureManager>
                    <feature>jdbc-4.3</feature>
                    <feature>jndi-1.0</feature>
                  </featureManager>
                  <library id="h2">
                    <file name="${server.config.dir}/lib/h2.jar"/>
                  </library>
                  <dataSource id="shop" jndiName="jdbc/shop" type="javax.sql.DataSource">
                    <jdbcDriver libraryRef="h2" javax.sql.DataSource="org.h2.jdbcx.JdbcDataSource"/>
                    <properties URL="%s" user="%s" password="%s"/>
                  </dataSource>
                </server>
                """.formatted(database.url(), database.user(), database.password());
        Files.writeString(configuration, Files.readString(configuration).replace("</server>", source));
    }

    /** The commands name variables of the environment, because they have no way to write an apostrophe. */
    private static void payaraMicro(Path base) throws IOException {
        Files.writeString(base.resolve("commands"), """
                create-jdbc-connection-pool --datasourceclassname org.h2.jdbcx.JdbcDataSource --restype javax.sql.DataSource \
                --property user=${ENV\\=APP_USER}:password=${ENV\\=APP_PASSWORD}:URL=${ENV\\=APP_URL} shop
                create-jdbc-resource --connectionpoolid shop jdbc/shop
                """);
    }

    private void payara(Path base) throws IOException {
        addDriver(base.resolve("shop/lib"));
        Path configuration = base.resolve("shop/config/domain.xml");
        String pool = """
                <resources>
                  <jdbc-connection-pool name="shop" datasource-classname="org.h2.jdbcx.JdbcDataSource" res-type="javax.sql.DataSource">
                    <property name="URL" value="%s"/>
                    <property name="user" value="%s"/>
                    <property name="password" value="%s"/>
                  </jdbc-connection-pool>
                  <jdbc-resource pool-name="shop" jndi-name="jdbc/shop"/>
                """.formatted(database.url(), database.user(), database.password());
        Files.writeString(
                configuration,
                Files.readString(configuration)
                        .replace("<resources>", pool)
                        .replace(
                                "<resource-ref ref=\"jdbc/__default\"",
                                "<resource-ref ref=\"jdbc/shop\"/><resource-ref ref=\"jdbc/__default\""));
    }

    private FinishedJvm runUntilServed(ChildJvm jvm) throws Exception {
        try (RunningJvm running = jvm.start()) {
            running.awaitLine("initializer: Ada", PATIENCE);
            assertThat(WebPage.read("http://127.0.0.1:" + port + "/shop/", PATIENCE))
                    .isEqualTo("served: Ada");
            return running.terminate().finish(PATIENCE);
        }
    }
}
