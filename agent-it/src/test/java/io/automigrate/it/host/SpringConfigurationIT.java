package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Applications of Spring Boot whose own configuration is the only place that knows the database. */
@Execution(ExecutionMode.CONCURRENT)
class SpringConfigurationIT {
    @TempDir
    private Path folder;

    private FreshDatabase database;
    private SpringApp app;

    @BeforeEach
    void createDatabase() {
        database = Database.POSTGRESQL.create(folder);
        app = new SpringApp(folder);
    }

    @ParameterizedTest
    @MethodSource("io.automigrate.it.host.SpringApp#someModules")
    void the_database_of_the_application_is_found_in_its_files(String module) {
        String url = database.url();
        String server = url.substring(url.indexOf("//") + 2, url.lastIndexOf('/'));
        app.with("application.yml", """
                spring:
                  profiles.active: prod
                  flyway.table: versions
                """).with("application-prod.yml", """
                spring:
                  datasource:
                    url: jdbc:postgresql://${DB_HOST}%s
                    username: %s
                    password: %s
                """.formatted(
                        url.substring(url.lastIndexOf('/')), database.user(), database.password()));
        ChildJvm jvm = app.start(module).environment("DB_HOST", server);

        assertThat(jvm.run())
                .endedWith(0)
                .told(url + " as " + database.user() + " (spring.datasource.url, application-prod.yml line 3)")
                .told("10 scripts in classpath:db/migration", "10 applied, version 10")
                .saidNothingElse();
        assertThat(database.query("SELECT count(*) FROM versions")).containsExactly("10");
        assertThat(jvm.run()).endedWith(0).told("up to date at version 10");
    }

    @Test
    void an_unpacked_application_that_no_launcher_opens_is_asked_as_well() throws IOException {
        app.with(database, "");
        Path unpacked = folder.resolve("unpacked");
        Distribution.unpack(SpringApp.jar("boot3", "without-flyway"), unpacked);
        String classPath =
                unpacked.resolve("BOOT-INF/classes") + File.pathSeparator + unpacked.resolve("BOOT-INF/lib") + "/*";

        assertThat(ChildJvm.of(Jdk.running())
                        .directory(folder)
                        .application("-cp", classPath, "com.example.shop.ShopApplication")
                        .agentVariable(AgentJar.path())
                        .run())
                .endedWith(0)
                .told("spring.datasource.url, application.properties line 1", "plain application", "10 applied")
                .printed("first query")
                .saidNothingElse();
    }

    @Test
    void settings_of_ours_go_first_and_the_command_line_names_the_database() {
        app.with("application.properties", "spring.flyway.table=theirs\nspring.flyway.schemas=shop\n");

        assertThat(app.start(
                                "boot3",
                                "--spring.datasource.url=" + database.url(),
                                "--spring.datasource.username=" + database.user(),
                                "--spring.datasource.password=" + database.password())
                        .environment("AUTO_MIGRATE_TABLE", "ours")
                        .run())
                .told(" (spring.datasource.url, commandLineArgs)", "10 applied");
        assertThat(database.query("SELECT count(*) FROM shop.ours WHERE version IS NOT NULL"))
                .containsExactly("10");
    }

    @Test
    void a_command_ends_before_the_first_bean() {
        app.with(database, "");

        assertThat(app.start("boot3")
                        .environment("AUTO_MIGRATE_COMMAND", "migrate")
                        .run())
                .endedWith(0)
                .told("spring.datasource.url, application.properties line 1", "10 applied")
                .neverSaid("first query", "HikariPool");
        assertThat(app.start("boot3")
                        .environment("AUTO_MIGRATE_COMMAND", "doctor")
                        .run())
                .endedWith(0)
                .printed("spring.datasource.username=", "(application.properties line 2)", "Nothing is pending")
                .neverSaid(database.password())
                .neverSaid("first query");
    }

    @Test
    void a_failing_migration_ends_the_process_before_the_first_bean() {
        app.with(database, "");
        database.execute("CREATE TABLE item_4 (id INT)");

        assertThat(app.start("boot4")
                        .environment("AUTO_MIGRATE_BASELINE_ON_MIGRATE", "true")
                        .environment("AUTO_MIGRATE_BASELINE_VERSION", "0")
                        .run())
                .endedWith(70)
                .told("V4__create_table_4.sql")
                .neverSaid("HikariPool");
    }

    @Test
    void an_application_whose_flyway_is_switched_off_is_left_alone_unless_a_setting_asks_for_a_migration() {
        app.with(database, "spring.flyway.enabled=false\n");

        assertThat(app.start("boot3").run())
                .told(
                        "The application's own migration is switched off (spring.flyway.enabled, application.properties line 4)")
                .saidNothingElse();
        assertThat(database.tables()).isEmpty();
        assertThat(app.start("boot3").environment("AUTO_MIGRATE", "true").run())
                .endedWith(0)
                .told("10 applied")
                .printed("first query");
    }

    /** Compiles a class of an application; returns the folder with the class. */
    private Path compile(String name, String libraries, String text) throws IOException {
        Path source = Files.writeString(folder.resolve(name), text);
        Path classes = folder.resolve("classes");
        assertThat(ChildJvm.of(Jdk.running().tool("javac"))
                        .options("-proc:none", "-cp", libraries)
                        .options("-d", classes.toString())
                        .application(source.toString())
                        .run())
                .endedWith(0);
        return classes;
    }

    @Test
    void an_annotation_that_excludes_flyway_keeps_the_agent_away() throws IOException {
        app.with(database, "");
        Path unpacked = folder.resolve("unpacked");
        Distribution.unpack(SpringApp.jar("boot3", "with-flyway"), unpacked);
        String libraries = unpacked.resolve("BOOT-INF/lib") + "/*";
        Path classes = compile("Own.java", libraries, """
                package com.example.own;
                import org.springframework.boot.SpringApplication;
                import org.springframework.boot.autoconfigure.SpringBootApplication;
                import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
                @SpringBootApplication(exclude = FlywayAutoConfiguration.class)
                public class Own {
                    public static void main(String[] arguments) {
                        SpringApplication.run(Own.class, arguments);
                    }
                }
                """);

        assertThat(ChildJvm.of(Jdk.running())
                        .directory(folder)
                        .application("-cp", classes + File.pathSeparator + libraries, "com.example.own.Own")
                        .agentVariable(AgentJar.path())
                        .run())
                .told("The application's own migration is switched off (exclude = FlywayAutoConfiguration.class, Own)");
    }

    @Test
    void a_parent_context_without_a_database_is_skipped_and_a_second_run_is_not_migrated() throws IOException {
        app.with(database, "");
        Path unpacked = folder.resolve("unpacked");
        Distribution.unpack(SpringApp.jar("boot3", "without-flyway"), unpacked);
        String libraries = unpacked.resolve("BOOT-INF/lib") + "/*";
        Path classes = compile("Family.java", libraries, """
                package com.example.own;
                import org.springframework.boot.SpringApplication;
                import org.springframework.boot.autoconfigure.SpringBootApplication;
                import org.springframework.boot.builder.SpringApplicationBuilder;
                import org.springframework.context.annotation.Configuration;
                @SpringBootApplication
                public class Family {
                    @Configuration
                    static class Parent {}
                    public static void main(String[] arguments) {
                        new SpringApplicationBuilder(Parent.class).properties("spring.config.name=parent")
                                .child(Family.class).properties("spring.config.name=application").run(arguments);
                        SpringApplication.run(Family.class, "--spring.flyway.table=second");
                        System.out.println("both ran");
                    }
                }
                """);
        String scripts = unpacked.resolve("BOOT-INF/classes").toString();

        assertThat(ChildJvm.of(Jdk.running())
                        .directory(folder)
                        .application(
                                "-cp",
                                String.join(File.pathSeparator, classes.toString(), scripts, libraries),
                                "com.example.own.Family")
                        .agentVariable(AgentJar.path())
                        .run())
                .endedWith(0)
                .told("spring.datasource.url, application.properties line 1", "10 applied")
                .printed("both ran");
        assertThat(database.query("SELECT count(*) FROM information_schema.tables WHERE table_name = 'second'"))
                .containsExactly("0");
    }

    @ParameterizedTest
    @CsvSource({"boot2,autoconfigure.flyway", "boot3,autoconfigure.flyway", "boot4,flyway.autoconfigure"})
    void a_bean_that_changes_flyway_is_named_when_scripts_are_applied(String module, String place) throws IOException {
        app.with(database, "");
        Path unpacked = folder.resolve("unpacked");
        Distribution.unpack(SpringApp.jar(module, "with-flyway"), unpacked);
        String libraries = unpacked.resolve("BOOT-INF/lib") + "/*";
        Path classes = compile("FlywayConfig.java", libraries, """
                package com.example.shop;
                import org.springframework.boot.%s.FlywayConfigurationCustomizer;
                import org.springframework.context.annotation.Bean;
                import org.springframework.context.annotation.Configuration;
                @Configuration
                class FlywayConfig {
                    @Bean
                    FlywayConfigurationCustomizer installedBy() {
                        return flyway -> flyway.installedBy("shop");
                    }
                }
                """.formatted(place));
        ChildJvm jvm = ChildJvm.of(Jdk.running())
                .directory(folder)
                .application(
                        "-cp",
                        String.join(
                                File.pathSeparator,
                                classes.toString(),
                                unpacked.resolve("BOOT-INF/classes").toString(),
                                libraries),
                        SpringApp.MAIN)
                .agentVariable(AgentJar.path());

        assertThat(jvm.run())
                .endedWith(0)
                .told("com.example.shop.FlywayConfig (FlywayConfigurationCustomizer)", "10 applied")
                .printed("first query");
        assertThat(jvm.run()).endedWith(0).told("up to date at version 10").saidNothingElse();
        FreshDatabase named = Database.POSTGRESQL.create(folder);
        assertThat(jvm.environment(named.forAgent()).run())
                .told("com.example.shop.FlywayConfig (FlywayConfigurationCustomizer)", "10 applied");
    }

    @Test
    void an_application_without_scripts_starts() {
        app.with(database, "spring.flyway.locations=classpath:db/none\n");

        assertThat(app.start("boot3").environment("AUTO_MIGRATE", "true").run())
                .told("The application has no migration scripts, nothing is migrated")
                .printed("Starting ShopApplication")
                .saidNothingElse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            spring.datasource.url=jdbc:postgresql://${NOBODY_SETS_THIS}/shop      | application.properties line 1 | a placeholder is not resolved
            spring.datasource.url=ENC(kf1a7hOqa==)                                | spring.datasource.url         | the value is encrypted
            spring.datasource.jndi-name=java:comp/env/jdbc/shop                   | spring.datasource.jndi-name   | jndi:java:comp/env/jdbc/shop
            spring.datasource.orders.url=jdbc:postgresql://localhost/orders       | spring.datasource.orders.url  | the application makes this data source itself
            spring.r2dbc.url=r2dbc:postgresql://localhost/shop                    | spring.r2dbc.url              | migrations need JDBC
            """)
    void a_database_that_is_not_certain_is_refused(String property, String named, String reason) {
        app.with("application.properties", property);

        assertThat(app.start("boot3").run())
                .endedWith(78)
                .told(named, reason, "the database was not touched")
                .neverSaid("HikariPool", "Started ShopApplication");
    }

    @Test
    void an_encrypted_password_is_refused_without_being_shown() {
        app.with("application.properties", """
                spring.datasource.url=%s
                spring.datasource.username=shop
                spring.datasource.password={cipher}6d7a8e
                """.formatted(database.url()));

        assertThat(app.start("boot3").run())
                .endedWith(78)
                .told("spring.datasource.password=", "(application.properties line 3)", "the value is encrypted")
                .neverSaid("6d7a8e");
    }

    @Test
    void an_application_that_names_no_database_starts() {
        app.with("application.properties", "spring.application.name=shop\n");

        assertThat(app.start("boot3").run())
                .told("The configuration of the application names no database for Spring Boot, nothing is migrated")
                .printed("Starting ShopApplication")
                .saidNothingElse();
    }
}
