package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import example.Hello;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.JarBuilder;
import io.automigrate.it.app.Library;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JAVA_TOOL_OPTIONS reaches every JVM of an image. Those that are not the application must not notice, nor their users. */
@Execution(ExecutionMode.CONCURRENT)
class StayingOutIT {
    /** Ends only when its window is closed. */
    private static final String WINDOW = "jconsole";

    /** The options of tools that do not end with {@code --help}, or print their preferences with it. */
    private static final Map<String, String> WORDS = Map.of("jshell", "--version");

    /** The URL of the database and no other setting. */
    @TempDir
    private Path folder;

    @TempDir
    private Path outside;

    private FreshDatabase database;

    @BeforeEach
    void a_database_that_must_stay_empty() {
        database = Database.H2_FILE.create(folder);
    }

    /** With the agent, and with settings that would migrate an application. */
    private ChildJvm underAgent(ChildJvm jvm) {
        return jvm.environment(database.forAgent()).agentVariable(AgentJar.path());
    }

    private void assertNoticesNothing(ChildJvm jvm) {
        assertThat(underAgent(jvm).run()).behavedLike(jvm.run());
        assertThat(folder).isEmptyDirectory();
    }

    record JavaWords(Jdk jdk, String words) {}

    static List<JavaWords> wordsThatStartNoApplication() {
        List<String> words = List.of(
                "-version",
                "--version",
                "-fullversion",
                "-help",
                "-X",
                "--list-modules",
                "-XshowSettings:locale -version",
                "-jar no-such.jar");
        return Sample.of(Jdk.supported(), words, JavaWords::new);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void a_jvm_without_arguments_is_left_alone(Jdk jdk) {
        assertNoticesNothing(ChildJvm.of(jdk));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wordsThatStartNoApplication")
    void java_without_an_application(JavaWords row) {
        assertNoticesNothing(ChildJvm.of(row.jdk()).options(row.words().split(" ")));
    }

    record Tool(Jdk jdk, String name) {}

    static List<Tool> tools() {
        // A newer JDK has the tools of the older ones, and some more.
        List<Jdk> jdks = Sample.isFull() ? Jdk.supported() : List.of(Jdk.newest());
        List<Tool> all = jdks.stream()
                .flatMap(jdk -> jdk.tools().stream().map(name -> new Tool(jdk, name)))
                .filter(tool -> !tool.name().equals(WINDOW))
                .toList();
        return Sample.spread(all, 15);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tools")
    void tool_of_the_jdk(Tool tool) throws IOException {
        // The first jshell of a user creates this folder, and says so some time later if the folder is still missing
        // then.
        Files.createDirectories(Path.of(System.getProperty("user.home"), ".java", ".userPrefs"));
        assertNoticesNothing(
                ChildJvm.of(tool.jdk().tool(tool.name())).options(WORDS.getOrDefault(tool.name(), "--help")));
    }

    static List<Jdk> jdks() {
        return Jdk.supported();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void tools_at_work(Jdk jdk) throws IOException {
        Path source = Files.writeString(folder.resolve("Greeting.java"), "class Greeting {}");
        assertThat(underAgent(ChildJvm.of(jdk.tool("javac")).options(source.toString()))
                        .run())
                .endedWith(0)
                .printedNothing()
                .saidNothing();
        assertThat(underAgent(ChildJvm.of(jdk.tool("javap"))
                                .options(folder.resolve("Greeting.class").toString()))
                        .run())
                .endedWith(0)
                .printed("class Greeting")
                .saidNothing();
        assertThat(underAgent(ChildJvm.of(jdk.tool("keytool"))
                                .options("-genkeypair", "-alias", "a", "-dname", "CN=a", "-keyalg", "EC")
                                .options(
                                        "-storepass",
                                        "changeit",
                                        "-keystore",
                                        folder.resolve("keys").toString()))
                        .run())
                .endedWith(0)
                .neverSaid("[Migration]");
        assertThat(database.tables()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void source_launcher(Jdk jdk) throws IOException {
        Path source = Files.writeString(
                outside.resolve("Greeting.java"),
                "class Greeting { public static void main(String[] a) { System.out.println(\"source \" + a[0]); } }");
        ChildJvm java = ChildJvm.of(jdk).application(source.toString(), "word");

        assertThat(java.run()).endedWith(0).printed("source word");
        assertNoticesNothing(java);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-version", "-q validate"})
    void maven(String words) throws IOException {
        assumeThat(System.getProperty("maven.home")).as("maven.home").isNotBlank();
        Files.writeString(outside.resolve("pom.xml"), """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>example</groupId>
                  <artifactId>example</artifactId>
                  <version>1</version>
                  <packaging>pom</packaging>
                </project>
                """);
        ChildJvm maven = ChildJvm.of(Path.of(System.getProperty("maven.home"), "bin", "mvn"))
                .options("-o", "-B")
                .options(words.split(" "))
                .environment("PATH", "/usr/bin:/bin")
                .environment("JAVA_HOME", Jdk.running().home().toString())
                .directory(outside);

        assertNoticesNothing(maven);
        assertThat(maven.run()).endedWith(0);
    }

    /** The real ones are not in the registry that the tests are limited to. They are recognised by their names. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.gradle.launcher.GradleMain",
                "org.gradle.wrapper.GradleWrapperMain",
                "org.gradle.launcher.daemon.bootstrap.GradleDaemon",
                "worker.org.gradle.process.internal.worker.GradleWorkerMain",
                "org.apache.maven.wrapper.MavenWrapperMain",
                "org.jetbrains.kotlin.daemon.KotlinCompileDaemon",
                "org.flywaydb.commandline.Main"
            })
    void build_tool_that_goes_by_the_name_of(String main) throws IOException {
        int dot = main.lastIndexOf('.');
        Path source = Files.writeString(
                outside.resolve("Source.java"),
                "package " + main.substring(0, dot) + "; class " + main.substring(dot + 1)
                        + " { public static void main(String[] args) { System.out.println(\"building\"); } }");
        assertThat(ChildJvm.of(Jdk.running().tool("javac"))
                        .options("-d", outside.toString(), source.toString())
                        .run())
                .endedWith(0);
        String classPath = outside + ":" + Library.H2.file();

        assertNoticesNothing(
                ChildJvm.of(Jdk.running()).options("-cp", classPath).application(main));
    }

    record Training(Jdk jdk, List<String> options) {}

    static List<Training> trainings() {
        List<Training> rows = new ArrayList<>();
        for (Jdk jdk : Jdk.supported()) {
            rows.add(new Training(
                    jdk,
                    List.of(
                            "-XX:+UnlockDiagnosticVMOptions",
                            "-XX:+AllowArchivingWithJavaAgent",
                            "-XX:ArchiveClassesAtExit=app.jsa")));
            if (jdk.feature() >= 24) {
                rows.add(new Training(jdk, List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=app.conf")));
            }
            if (jdk.feature() >= 25) {
                rows.add(new Training(jdk, List.of("-XX:AOTCacheOutput=app.aot")));
            }
        }
        return rows;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trainings")
    void run_that_trains_an_archive(Training training) throws IOException {
        Path jar = new JarBuilder()
                .add(Application.classes())
                .add(Scripts.person())
                .write(outside.resolve("app.jar"));

        FinishedJvm jvm = underAgent(ChildJvm.of(training.jdk())
                        .options(training.options().toArray(String[]::new))
                        .main(List.of(jar, Library.H2.file()), Hello.class)
                        .directory(outside))
                .run();

        assertThat(jvm).endedWith(0).printed("Hello from the application").neverSaid("[Migration]");
        assertThat(outside.toFile().list()).hasSizeGreaterThan(1);
        assertThat(database.tables()).isEmpty();
    }

    private ChildJvm shop() {
        return UnderAgent.start(UnderAgent.hello(Database.H2_FILE, Scripts.person()), outside)
                .withoutEnvironment("JAVA_TOOL_OPTIONS");
    }

    record Switch(String name, UnaryOperator<ChildJvm> off) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Switch> switches() {
        return List.of(
                new Switch("AUTO_MIGRATE=false", jvm -> jvm.environment("AUTO_MIGRATE", "false")),
                new Switch("AUTO_MIGRATE=OFF", jvm -> jvm.environment("AUTO_MIGRATE", "OFF")),
                new Switch("AUTO_MIGRATE=0", jvm -> jvm.environment("AUTO_MIGRATE", "0")),
                new Switch("AUTO_MIGRATE_ON_STARTUP=no", jvm -> jvm.environment("AUTO_MIGRATE_ON_STARTUP", "no")),
                new Switch("-Dauto.migrate=false", jvm -> jvm.property("auto.migrate", "false")));
    }

    @ParameterizedTest
    @MethodSource("switches")
    void switched_off(Switch row) throws IOException {
        ChildJvm app = row.off().apply(shop());

        assertNoticesNothing(app);
    }

    record Pattern(String pattern, boolean migrates) {}

    static List<Pattern> patterns() {
        return List.of(
                new Pattern("example.Hello", true),
                new Pattern("example.*", true),
                new Pattern("*.H?llo", true),
                new Pattern("*", true),
                new Pattern("example.Other", false),
                new Pattern("shop*.jar", false));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void another_program_than_the_one_that_is_meant(Pattern row) throws IOException {
        ChildJvm app = shop().environment("AUTO_MIGRATE_ONLY_FOR", row.pattern());

        if (row.migrates()) {
            assertThat(underAgent(app).run()).endedWith(0).printed("Hello").told("2 applied");
        } else {
            assertNoticesNothing(app);
        }
    }

    @Test
    void a_jar_is_meant_by_its_file_name() throws IOException {
        Path jar = new JarBuilder()
                .add(Application.classes())
                .add(Scripts.person())
                .mainClass(Hello.class)
                .write(outside.resolve("the shop/shop-1.0.jar"));
        ChildJvm app = ChildJvm.of(Jdk.running())
                .jar(jar)
                .environment("AUTO_MIGRATE_CLASSPATH", Library.H2.file().toString());

        assertNoticesNothing(app.environment("AUTO_MIGRATE_ONLY_FOR", "other*.jar"));
        assertThat(underAgent(app.environment("AUTO_MIGRATE_ONLY_FOR", "shop-*.jar"))
                        .run())
                .endedWith(0)
                .told("2 applied");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void the_second_attachment(Jdk jdk) throws IOException {
        Path copy = Files.copy(AgentJar.path(), outside.resolve("a copy.jar"));
        ChildJvm app = ChildJvm.of(jdk)
                .main(
                        List.of(
                                Application.classes(),
                                Scripts.person().writeTo(outside.resolve("scripts")),
                                Library.H2.file()),
                        Hello.class)
                .environment(database.forAgent());

        FinishedJvm jvm = app.agentVariable(AgentJar.path())
                .agentVariable(copy)
                .agentOption(AgentJar.path())
                .agentOption(copy)
                .run();

        assertThat(jvm).endedWith(0).printed("Hello").told("2 applied").saidNothingElse();
        assertThat(jvm.story())
                .filteredOn(line -> line.startsWith("auto-migrate "))
                .hasSize(1);
        assertThat(jvm.story()).filteredOn(line -> line.contains("up to date")).isEmpty();
    }
}
