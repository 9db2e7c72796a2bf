package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;

import io.automigrate.it.app.JarBuilder;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Applications whose database only their connection pool knows. */
@Execution(ExecutionMode.CONCURRENT)
class PoolIT {
    private static final Path EXAMPLES = Path.of(System.getProperty("it.examples"));

    @TempDir
    private Path folder;

    private ChildJvm shop;

    @BeforeEach
    void makeToken() throws IOException {
        Files.writeString(folder.resolve("token"), "token-of-today\n");
        shop = ChildJvm.of(Jdk.running())
                .jar(EXAMPLES.resolve("pool/target/shop.jar"))
                .environment("SHOP_HOME", folder.toString())
                .environment("AUTO_MIGRATE_URL", "pool:shop")
                .agentVariable(AgentJar.path());
    }

    @Test
    void the_pool_is_held_until_its_tables_are_there_with_the_password_that_it_reads_itself() {
        assertThat(shop.environment("AUTO_MIGRATE_COMMAND", "plan").run())
                .endedWith(0)
                .printed("V1__create_product.sql")
                .didNotPrint("Teapot: ");
        assertThat(shop.run())
                .endedWith(0)
                .told(" as sa (AUTO_MIGRATE_URL=pool:shop, HikariCP \"shop\"), 3 scripts", "3 applied")
                .printed("Teapot: 24.90")
                .neverSaid("token-of-today");
        assertThat(shop.environment("AUTO_MIGRATE_URL", "pool:reports").run())
                .endedWith(0)
                .told(
                        "The application opens the pool HikariCP \"shop\", waiting for \"reports\"",
                        "The JVM ends and nothing was migrated, the application opened no connection pool"
                                + " that AUTO_MIGRATE_URL means")
                .printed("Teapot: 24.90");
    }

    @Test
    void a_failing_script_ends_the_process_inside_the_constructor_of_the_pool() throws IOException {
        Path broken = new JarBuilder()
                .add(Scripts.none().versioned("4", "broken", "NO SQL;"))
                .write(folder.resolve("broken.jar"));

        assertThat(shop.environment("AUTO_MIGRATE_CLASSPATH", broken.toString()).run())
                .endedWith(70)
                .told("V4__broken.sql")
                .didNotPrint("Teapot");
    }

    @Test
    void the_pool_of_a_spring_boot_jar_is_held_before_the_first_bean_has_a_connection() {
        FreshDatabase database = Database.H2_FILE.create(folder.resolve("database"));

        assertThat(ChildJvm.of(Jdk.running())
                        .jar(EXAMPLES.resolve("spring-boot/target/shop.jar"))
                        .environment("SPRING_DATASOURCE_URL", database.url())
                        .environment("SPRING_DATASOURCE_USERNAME", database.user())
                        .environment("SPRING_DATASOURCE_PASSWORD", database.password())
                        .environment("AUTO_MIGRATE_URL", "pool")
                        .agentVariable(AgentJar.path())
                        .run())
                .endedWith(0)
                .told("(AUTO_MIGRATE_URL=pool, HikariCP \"HikariPool-1\")", "Spring Boot launcher", "3 applied")
                .printed("Teapot: 24.90");
    }

    @Test
    void an_application_without_a_pool_is_refused() {
        assertThat(ChildJvm.of(Jdk.running())
                        .jar(EXAMPLES.resolve("plain/target/shop.jar"))
                        .environment("AUTO_MIGRATE_URL", "pool")
                        .agentVariable(AgentJar.path())
                        .run())
                .endedWith(78)
                .told("AUTO_MIGRATE_URL=pool, but the application has none of the connection pools", "HikariCP");
    }
}
