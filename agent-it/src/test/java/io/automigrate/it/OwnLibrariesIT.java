package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;

import io.automigrate.it.app.Library;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.app.SourceCode;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Applications that bring along what the agent has in it, too, or a logging of their own. Each writes the same lines with the agent,
 * which migrates, and without it.
 */
@Execution(ExecutionMode.CONCURRENT)
class OwnLibrariesIT {
    private static final String POOL = """
            package shop;
            import com.zaxxer.hikari.*;
            import java.sql.*;
            public class Main {
                public static void main(String[] args) throws Exception {
                    HikariConfig config = new HikariConfig();
                    config.setJdbcUrl(System.getenv("APP_URL"));
                    config.setUsername(System.getenv("APP_USER"));
                    config.setPassword(System.getenv("APP_PASSWORD"));
                    config.setMaximumPoolSize(1);
                    config.setRegisterMbeans(true);
                    try (HikariDataSource pool = new HikariDataSource(config);
                            Connection connection = pool.getConnection();
                            Statement statement = connection.createStatement();
                            ResultSet rows = statement.executeQuery("SELECT name FROM person")) {
                        rows.next();
                        System.out.println(rows.getString(1) + " by way of " + pool.getPoolName());
                        System.out.println(java.lang.management.ManagementFactory.getPlatformMBeanServer()
                                .queryNames(new javax.management.ObjectName("com.zaxxer.hikari:*"), null).size());
                    }
                }
            }
            """;

    private static final String BYTE_BUDDY = """
            package shop;
            import net.bytebuddy.*;
            import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
            import net.bytebuddy.implementation.FixedValue;
            import static net.bytebuddy.matcher.ElementMatchers.named;
            public class Main {
                public static void main(String[] args) throws Exception {
                    System.out.println(new ByteBuddy(ClassFileVersion.JAVA_V8)
                            .subclass(Object.class)
                            .method(named("toString"))
                            .intercept(FixedValue.value("made at run time"))
                            .make()
                            .load(Main.class.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
                            .getLoaded().getDeclaredConstructor().newInstance());
                }
            }
            """;

    private static final String TINYLOG = """
            package shop;
            public class Main {
                public static void main(String[] args) {
                    org.tinylog.Logger.debug("not too quiet");
                    org.tinylog.Logger.tag("sales").warn("{} of {}", 1, 2);
                    org.tinylog.Logger.error(new IllegalStateException("no stock"));
                }
            }
            """;

    private static final String TINYLOG_PROPERTIES = """
            writer = console
            writer.stream = out
            writer.format = {thread} {level} {tag: -} {class} {message}
            level = debug
            """;

    private static final String SLF4J = """
            package shop;
            public class Main {
                public static void main(String[] args) {
                    org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(Main.class);
                    org.slf4j.MDC.put("user", "ada");
                    log.debug("not too quiet");
                    log.warn("{} of {}", 1, 2);
                    System.out.println(org.slf4j.LoggerFactory.getILoggerFactory().getClass());
                }
            }
            """;

    private static final String LOGBACK_XML = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d [%thread] %-5level %logger [%X{user}] %msg%n</pattern></encoder>
              </appender>
              <root level="info"><appender-ref ref="out"/></root>
            </configuration>
            """;

    private static final String LOG4J = """
            package shop;
            public class Main {
                public static void main(String[] args) {
                    org.apache.logging.log4j.Logger log = org.apache.logging.log4j.LogManager.getLogger(Main.class);
                    log.debug("not too quiet");
                    log.warn("{} of {}", 1, 2);
                }
            }
            """;

    /** A log manager that {@code main} names takes effect when the driver has not used java.util.logging before. */
    private static final String LOG4J_FOR_ALL = """
            package shop;
            public class Main {
                public static void main(String[] args) throws Exception {
                    System.setProperty("java.util.logging.manager", "org.apache.logging.log4j.jul.LogManager");
                    java.util.logging.Logger.getLogger("shop").warning("by way of java.util.logging");
                    System.out.println(java.util.logging.LogManager.getLogManager().getClass());
                    java.sql.DriverManager.getConnection(
                            System.getenv("APP_URL"), System.getenv("APP_USER"), System.getenv("APP_PASSWORD")).close();
                }
            }
            """;

    private static final String LOG4J_XML = """
            <Configuration status="info">
              <Appenders>
                <Console name="out"><PatternLayout pattern="%d [%t] %-5level %logger %msg%n"/></Console>
              </Appenders>
              <Loggers><Root level="debug"><AppenderRef ref="out"/></Root></Loggers>
            </Configuration>
            """;

    private static final String FLYWAY = """
            package shop;
            import org.flywaydb.core.Flyway;
            public class Main {
                public static void main(String[] args) {
                    Flyway flyway = Flyway.configure()
                            .dataSource(
                                    System.getenv("APP_URL"), System.getenv("APP_USER"), System.getenv("APP_PASSWORD"))
                            .load();
                    flyway.migrate();
                    System.out.println("version " + flyway.info().current().getVersion());
                }
            }
            """;

    /** The libraries of applications. */
    enum Own {
        HIKARI_3(POOL, Database.POSTGRESQL, "hikari-3.4.5"),
        HIKARI_4(POOL, Database.POSTGRESQL, "hikari-4.0.3"),
        HIKARI_5(POOL, Database.POSTGRESQL, "hikari-5.1.0"),
        HIKARI_6(POOL, Database.POSTGRESQL, "hikari-6.3.3"),
        BYTE_BUDDY_1_9(BYTE_BUDDY, Database.H2_FILE, "byte-buddy-1.9.16"),
        BYTE_BUDDY_1_10(BYTE_BUDDY, Database.H2_FILE, "byte-buddy-1.10.22"),
        TINYLOG_2_6(TINYLOG, Database.H2_FILE, "tinylog-2.6.2"),
        LOGBACK_1_2(SLF4J, Database.H2_FILE, "logback-1.2.13"),
        LOGBACK_1_5(SLF4J, Database.H2_FILE, "logback-1.5.34"),
        LOG4J_2(LOG4J, Database.H2_FILE, "log4j-2.25.1"),
        LOG4J_2_FOR_ALL(LOG4J_FOR_ALL, Database.H2_FILE, "log4j-2.25.1"),
        FLYWAY_7_1(FLYWAY, Database.POSTGRESQL, "flyway-7.1.1", "logback-1.2.13"),
        FLYWAY_7_5(FLYWAY, Database.POSTGRESQL, "flyway-7.5.4", "logback-1.2.13"),
        FLYWAY_7_7(FLYWAY, Database.POSTGRESQL, "flyway-7.7.3", "logback-1.2.13"),
        FLYWAY_7_14(FLYWAY, Database.POSTGRESQL, "flyway-7.14.1", "logback-1.2.13"),
        FLYWAY_7(FLYWAY, Database.POSTGRESQL, "flyway-7.15.0", "logback-1.2.13"),
        FLYWAY_8(FLYWAY, Database.POSTGRESQL, "flyway-8.5.13", "logback-1.2.13"),
        FLYWAY_9(FLYWAY, Database.POSTGRESQL, "flyway-9.22.3", "logback-1.5.34"),
        FLYWAY_10(FLYWAY, Database.POSTGRESQL, "flyway-10.22.0", "logback-1.5.34"),
        FLYWAY_11(FLYWAY, Database.POSTGRESQL, "flyway-11.20.3", "logback-1.5.34"),
        FLYWAY_13(FLYWAY, Database.POSTGRESQL, "flyway-13.12.0", "logback-1.5.34"),
        FLYWAY_11_WITHOUT_A_LOGGING(FLYWAY, Database.POSTGRESQL, "flyway-11.20.3");

        private static final Scripts RESOURCES = Scripts.none()
                .in("")
                .file("tinylog.properties", TINYLOG_PROPERTIES)
                .file("logback.xml", LOGBACK_XML)
                .file("log4j2.xml", LOG4J_XML);

        private final String source;
        private final Database kind;
        private final List<String> libraries;

        Own(String source, Database kind, String... libraries) {
            this.source = source;
            this.kind = kind;
            this.libraries = List.of(libraries);
        }

        static List<Own> flyways() {
            return Arrays.stream(values())
                    .filter(own -> own.name().startsWith("FLYWAY_"))
                    .toList();
        }

        /** Returns how to start the application without the agent. */
        ChildJvm install(Path folder) {
            return install(folder, kind);
        }

        ChildJvm install(Path folder, Database kind) {
            List<Path> jars = new ArrayList<>();
            libraries.forEach(library -> jars.addAll(Library.files(library)));
            Scripts classes = SourceCode.compile(Map.of("shop/Main", source), jars, folder.resolve("build"));
            jars.add(kind.driver().file());
            jars.add(Scripts.person().with(classes).with(RESOURCES).writeTo(folder.resolve("app")));
            return ChildJvm.of(Jdk.running()).main(jars, "shop.Main");
        }
    }

    @TempDir
    private Path folder;

    static List<Own> libraries() {
        List<Own> libraries = new ArrayList<>(List.of(Own.values()));
        libraries.removeAll(Own.flyways());
        libraries.addAll(someFlyways());
        return Sample.spread(libraries, 6);
    }

    static List<Own> someFlyways() {
        return Sample.spread(Own.flyways(), 2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("libraries")
    void an_application_writes_what_it_writes_without_the_agent(Own own) {
        FreshDatabase database = own.kind.create(folder);
        ChildJvm app = own.install(folder).environment(database.forApplication());

        FinishedJvm migrated = app.environment(database.forAgent())
                .agentVariable(AgentJar.path())
                .run();
        FinishedJvm alone = app.run();

        assertThat(alone).endedWith(0);
        assertThat(migrated).endedWith(0).told("2 applied").wroteLike(alone);
    }

    /** PostgreSQL's driver asks for a logger before {@code main}. */
    @Test
    void a_log_manager_that_is_named_on_the_command_line_takes_its_place() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        FinishedJvm jvm = Own.LOG4J_2_FOR_ALL
                .install(folder, Database.POSTGRESQL)
                .property("java.util.logging.manager", "org.apache.logging.log4j.jul.LogManager")
                .environment(database.forBoth())
                .agentVariable(AgentJar.path())
                .run();

        assertThat(jvm)
                .endedWith(0)
                .told("2 applied")
                .printed("shop by way of java.util.logging", "class org.apache.logging.log4j.jul.LogManager");
    }

    /** The agent has used copies of the classes that log now. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("someFlyways")
    void a_flyway_that_the_agent_has_used_logs_as_if_it_had_not(Own own) {
        FreshDatabase database = own.kind.create(folder);
        ChildJvm app = own.install(folder).environment(database.forApplication());

        FinishedJvm migrated = app.environment(database.forAgent())
                .environment("AUTO_MIGRATE_ENGINE", "application")
                .agentVariable(AgentJar.path())
                .run();
        FinishedJvm alone = app.run();

        assertThat(alone).endedWith(0);
        assertThat(migrated)
                .endedWith(0)
                .told("of the application migrates", "2 applied")
                .wroteLike(alone);
    }
}
