package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.FlywayLibrary;
import io.automigrate.it.app.Library;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.app.SourceCode;
import io.automigrate.it.app.WrittenFiles;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.Sample;
import io.automigrate.it.net.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The application's logging stays the application's. The main method of each application sets what its logging reads when it begins, and the
 * driver writes whatever it can. The files and the console of a start without the agent, of one in which it migrates, and of one that
 * finds nothing to do are the same.
 */
@Execution(ExecutionMode.CONCURRENT)
class LoggingIT {
    private static final String SLF4J = """
            package shop;
            public class Main {
                public static void main(String[] args) throws Exception {
                    System.setProperty("LOG_DIR", args[0]);
                    System.setProperty("org.slf4j.simpleLogger.logFile", args[0] + "/app.log");
                    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "debug");
                    new java.io.File(args[0]).mkdirs();
                    org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(Main.class);
                    log.info("begins");
                    Query.run();
                    log.warn("ends");
                }
            }
            """;

    private static final String JAVA_LOGGING = """
            package shop;
            public class Main {
                public static void main(String[] args) throws Exception {
                    new java.io.File(args[0]).mkdirs();
                    Settings.apply(args[0]);
                    java.util.logging.Logger log = java.util.logging.Logger.getLogger("shop");
                    log.fine("begins");
                    Query.run();
                    log.warning("ends " + java.util.logging.LogManager.getLogManager().getClass());
                }
            }
            """;

    private static final String FILE = """
            package shop;
            class Settings {
                static void apply(String folder) throws Exception {
                    java.nio.file.Path file = java.nio.file.Path.of(folder, "logging.properties");
                    java.nio.file.Files.writeString(file, ".level=FINEST\\n"
                            + "handlers=java.util.logging.FileHandler\\n"
                            + "java.util.logging.FileHandler.pattern=" + folder + "/app.log\\n"
                            + "java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter\\n"
                            + "java.util.logging.SimpleFormatter.format=%4$s %3$s %5$s%n\\n"
                            + "java.util.logging.FileHandler.level=FINE\\n");
                    System.setProperty("java.util.logging.config.file", file.toString());
                }
            }
            """;

    private static final String JBOSS = """
            package shop;
            class Settings {
                static void apply(String folder) {
                    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
                    System.setProperty("LOG_DIR", folder);
                }
            }
            """;

    private static final String QUERY = """
            package shop;
            import java.sql.*;
            class Query {
                static void run() throws Exception {
                    try (Connection connection = DriverManager.getConnection(
                                    System.getenv("APP_URL"), System.getenv("APP_USER"), System.getenv("APP_PASSWORD"));
                            Statement statement = connection.createStatement();
                            ResultSet row = statement.executeQuery("SELECT 1")) {
                        row.next();
                        System.out.println(row.getInt(1));
                    }
                }
            }
            """;

    private static final String NO_ANSWER = """
            package shop;
            import java.sql.*;
            class Query {
                static void run() throws Exception {
                    try (Connection connection = DriverManager.getConnection(
                                    System.getenv("APP_URL"), System.getenv("APP_USER"), System.getenv("APP_PASSWORD"))) {
                        System.out.println("connected");
                    } catch (SQLException e) {
                        System.out.println("no connection: " + e.getErrorCode() + " " + e.getSQLState());
                    }
                }
            }
            """;

    private static final Scripts CONFIGURATION = Scripts.none()
            .in("")
            .file("logback.xml", """
                    <configuration>
                      <appender name="file" class="ch.qos.logback.core.FileAppender">
                        <file>${LOG_DIR}/app.log</file>
                        <encoder><pattern>%-5level [%thread] %logger %msg%n</pattern></encoder>
                      </appender>
                      <root level="debug"><appender-ref ref="file"/></root>
                    </configuration>
                    """)
            .file("log4j2.xml", """
                    <Configuration status="warn">
                      <Appenders>
                        <File name="file" fileName="${sys:LOG_DIR}/app.log">
                          <PatternLayout pattern="%-5level [%t] %logger %msg%n"/>
                        </File>
                      </Appenders>
                      <Loggers><Root level="debug"><AppenderRef ref="file"/></Root></Loggers>
                    </Configuration>
                    """)
            .file("tinylog.properties", """
                    writer = file
                    writer.file = #{LOG_DIR}/app.log
                    writer.format = {level} [{thread}] {class} {message}
                    level = debug
                    """)
            .file("logging.properties", """
                    logger.level=DEBUG
                    logger.handlers=FILE
                    handler.FILE=org.jboss.logmanager.handlers.FileHandler
                    handler.FILE.properties=fileName
                    handler.FILE.fileName=${LOG_DIR}/app.log
                    handler.FILE.formatter=PATTERN
                    formatter.PATTERN=org.jboss.logmanager.formatters.PatternFormatter
                    formatter.PATTERN.properties=pattern
                    formatter.PATTERN.pattern=%p [%t] %c %m%n
                    """)
            .file("spy.properties", """
                    appender=com.p6spy.engine.spy.appender.Slf4JLogger
                    """);

    /** A library, and a driver that writes to it. */
    enum Log {
        LOGBACK_WITH_MARIADB(SLF4J, FILE, Database.MARIADB, "", "logback-1.5.34"),
        LOGBACK_WITH_SQLITE(SLF4J, FILE, Database.SQLITE, "", "logback-1.2.13"),
        LOGBACK_WITH_P6SPY(SLF4J, FILE, Database.POSTGRESQL, "p6spy:", "logback-1.5.34", "p6spy"),
        LOG4J_WITH_MARIADB(SLF4J, FILE, Database.MARIADB, "", "slf4j-to-log4j", "log4j-2.25.1"),
        TINYLOG_WITH_MARIADB(SLF4J, FILE, Database.MARIADB, "", "slf4j-to-tinylog", "tinylog-2.6.2"),
        SLF4J_SIMPLE_WITH_MARIADB(SLF4J, FILE, Database.MARIADB, "", "hikari-6.3.3"),
        JAVA_LOGGING_WITH_MARIADB(JAVA_LOGGING, FILE, Database.MARIADB, ""),
        JAVA_LOGGING_WITH_POSTGRESQL(JAVA_LOGGING, FILE, Database.POSTGRESQL, ""),
        JAVA_LOGGING_WITH_AWS(JAVA_LOGGING, FILE, Database.POSTGRESQL, "aws-wrapper:", "aws-wrapper"),
        JBOSS_WITH_POSTGRESQL(JAVA_LOGGING, JBOSS, Database.POSTGRESQL, "", "jboss-logmanager");

        private final Map<String, String> sources;
        private final Database kind;
        private final String wrapper;
        private final List<String> libraries;

        Log(String main, String settings, Database kind, String wrapper, String... libraries) {
            sources = Map.of("shop/Main", main, "shop/Settings", settings);
            this.kind = kind;
            this.wrapper = wrapper;
            this.libraries = List.of(libraries);
        }

        private ChildJvm install(Path folder, Scripts scripts) {
            return install(folder, scripts, QUERY, kind.driver().file());
        }

        private ChildJvm install(Path folder, Scripts scripts, String query, Path driver) {
            List<Path> jars = new ArrayList<>();
            libraries.forEach(library -> jars.addAll(Library.files(library)));
            Map<String, String> all = new HashMap<>(sources);
            all.put("shop/Query", query);
            Scripts classes = SourceCode.compile(all, jars, folder.resolve("build"));
            jars.add(driver);
            jars.add(scripts.with(classes).with(CONFIGURATION).writeTo(folder.resolve("app")));
            return ChildJvm.of(Jdk.running())
                    .options(ChildJvm.ONE_COMPILER)
                    .main(jars, "shop.Main", folder.resolve("log").toString());
        }
    }

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @SampledEnumSource(rows = 5)
    void an_application_logs_what_it_logs_without_the_agent(Log log) throws IOException {
        FreshDatabase database = log.kind.create(folder);
        ChildJvm app = log.install(folder, Scripts.person())
                .directory(Files.createDirectories(folder.resolve("work")))
                .environment(wrapped(log.wrapper, database).forApplication());

        FinishedJvm migrated = underAgent(app, wrapped(log.wrapper, database)).run();
        Map<String, String> afterMigration = takeFiles();
        FinishedJvm upToDate = underAgent(app, wrapped(log.wrapper, database)).run();
        Map<String, String> whenUpToDate = takeFiles();
        FinishedJvm alone = app.run();
        Map<String, String> withoutAgent = takeFiles();

        assertThat(alone).endedWith(0).printed("1");
        assertThat(withoutAgent.values()).anyMatch(text -> text.contains("ends"));
        assertThat(migrated).endedWith(0).told("2 applied").wroteLike(alone);
        assertThat(upToDate).endedWith(0).told("up to date at version 2").wroteLike(alone);
        assertThat(afterMigration).isEqualTo(withoutAgent);
        assertThat(whenUpToDate).isEqualTo(withoutAgent);
    }

    /** Drivers of databases that the tests cannot start: where nothing listens the driver logs its attempts. */
    enum AbsentServer {
        ORACLE("ojdbc11", "jdbc:oracle:thin:@//127.0.0.1:%d/shop"),
        SQL_SERVER("mssql-jdbc", "jdbc:sqlserver://127.0.0.1:%d;databaseName=shop;encrypt=false");

        private final String driver;
        private final String url;

        AbsentServer(String driver, String url) {
            this.driver = driver;
            this.url = url;
        }

        private FreshDatabase database() {
            return new FreshDatabase(url.formatted(FreePort.pick()), "shop", "shop's pa55word");
        }
    }

    static List<Arguments> absentServers() {
        List<Arguments> rows = new ArrayList<>();
        for (AbsentServer server : AbsentServer.values()) {
            rows.add(Arguments.of(server, Log.JAVA_LOGGING_WITH_POSTGRESQL));
            rows.add(Arguments.of(server, Log.LOGBACK_WITH_MARIADB));
            rows.add(Arguments.of(server, Log.LOG4J_WITH_MARIADB));
            rows.add(Arguments.of(server, Log.JBOSS_WITH_POSTGRESQL));
        }
        return Sample.spread(rows, 2);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("absentServers")
    void an_application_without_its_database_logs_what_it_logs_without_the_agent(AbsentServer server, Log log)
            throws IOException {
        FreshDatabase database = server.database();
        Path driver = Library.files(server.driver).get(0);
        ChildJvm app = log.install(folder, Scripts.person(), NO_ANSWER, driver)
                .directory(Files.createDirectories(folder.resolve("work")))
                .environment(database.forApplication());
        ChildJvm waiting = underAgent(app, database).environment("AUTO_MIGRATE_WAIT_TIMEOUT", "1s");

        assertThat(waiting.run()).endedWith(69).printedNothing().told("FAILED: ");
        assertThat(takeFiles()).isEmpty();
        FinishedJvm goesOn =
                waiting.environment("AUTO_MIGRATE_FAIL_ON_ERROR", "false").run();
        Map<String, String> afterFailure = takeFiles();
        FinishedJvm alone = app.run();
        Map<String, String> withoutAgent = takeFiles();

        assertThat(alone).endedWith(0).printed("no connection");
        assertThat(withoutAgent.values()).anyMatch(text -> text.contains("ends"));
        assertThat(goesOn)
                .endedWith(0)
                .told("FAILED, but the application starts anyway")
                .wroteLike(alone);
        assertThat(afterFailure).isEqualTo(withoutAgent);
    }

    private static FreshDatabase wrapped(String wrapper, FreshDatabase database) {
        return new FreshDatabase(
                "jdbc:" + wrapper + database.url().substring("jdbc:".length()), database.user(), database.password());
    }

    private static ChildJvm underAgent(ChildJvm app, FreshDatabase database) {
        return app.environment(database.forAgent()).agentVariable(AgentJar.path());
    }

    private Map<String, String> takeFiles() throws IOException {
        return WrittenFiles.take(folder.resolve("log"), folder.resolve("work"));
    }

    private static final String MIGRATION = """
            package db.migration;
            import java.sql.*;
            import org.flywaydb.core.api.migration.*;
            public class V3__logs extends BaseJavaMigration {
                private static final org.slf4j.Logger LOG = org.slf4j.LoggerFactory.getLogger(V3__logs.class);
                private static final java.util.logging.Logger JAVA =
                        java.util.logging.Logger.getLogger(V3__logs.class.getName());
                public void migrate(Context context) throws Exception {
                    LOG.debug("secret {}", 42);
                    LOG.info("{} rows", 2);
                    JAVA.fine("secret");
                    JAVA.warning("by java.util.logging");
                    Connection connection = context.getConnection().unwrap(org.postgresql.PGConnection.class) == null
                            ? null
                            : context.getConnection();
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("CREATE TABLE logged (id INT)");
                    }
                }
            }
            """;

    /** Flyway, the migration and the driver are copies that only the agent has. */
    @Test
    void a_java_migration_writes_to_the_agents_log_and_not_to_the_applications() throws IOException {
        Log log = Log.LOGBACK_WITH_P6SPY;
        FreshDatabase database = log.kind.create(folder);
        List<Path> jars = new ArrayList<>(FlywayLibrary.V11_20.files());
        jars.addAll(Library.files("logback-1.5.34"));
        jars.add(log.kind.driver().file());
        Scripts migration =
                SourceCode.compile(Map.of("db/migration/V3__logs", MIGRATION), jars, folder.resolve("migration"));
        ChildJvm app = log.install(folder, Scripts.person().with(migration))
                .directory(Files.createDirectories(folder.resolve("work")))
                .environment(database.forApplication());
        List<Path> all = new ArrayList<>(jars);
        all.add(folder.resolve("app"));
        app = app.main(all, "shop.Main", folder.resolve("log").toString());

        FinishedJvm migrated = underAgent(app, database).run();
        Map<String, String> afterMigration = takeFiles();
        FinishedJvm alone = app.run();

        assertThat(migrated)
                .endedWith(0)
                .told("of the application migrates", "2 rows", "by java.util.logging", "3 applied")
                .neverSaid("secret")
                .wroteLike(alone);
        assertThat(afterMigration).isEqualTo(takeFiles()).hasSize(1);
    }
}
