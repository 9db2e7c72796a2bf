package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.net.TcpForwarder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The output in the documents is what the agent prints on PostgreSQL. {@code DocumentedOutputTest} compares what H2 can show. */
@Execution(ExecutionMode.CONCURRENT)
class DocumentedOutputIT {
    private static final Scripts SEVEN = Scripts.none()
            .versioned("1", "create_customer", "CREATE TABLE customer (id INT);")
            .versioned("2", "create_product", "CREATE TABLE product (id INT);")
            .versioned("3", "create_stock", "CREATE TABLE stock (id INT);")
            .versioned("4", "prices", "CREATE TABLE price (id INT);")
            .versioned("5", "create_cart", "CREATE TABLE cart (id INT);")
            .versioned("6", "discounts", "CREATE TABLE discount (id INT);")
            .versioned("7", "create_orders", "CREATE TABLE orders (id INT, day DATE);");

    @TempDir
    private Path folder;

    @Test
    void a_start_waits_and_applies_what_is_pending() throws Exception {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Scripts nine = SEVEN.versioned("8", "add_index", "CREATE INDEX orders_by_day ON orders (day);")
                .versioned("9", "backfill", "UPDATE orders SET day = CURRENT_DATE WHERE day IS NULL;");
        assertThat(UnderAgent.start(UnderAgent.hello(Database.POSTGRESQL, SEVEN), database, folder.resolve("before"))
                        .run())
                .endedWith(0);
        int target = URI.create(database.url().substring("jdbc:".length())).getPort();
        try (TcpForwarder network = new TcpForwarder(target)) {
            FreshDatabase late = database.through(network.port());
            try (RunningJvm jvm = UnderAgent.start(UnderAgent.hello(Database.POSTGRESQL, nine), late, folder)
                    .start()) {
                jvm.awaitLine("Waiting for database");
                network.open();
                FinishedJvm ended = jvm.endInput().finish();

                assertThat(ended).endedWith(0);
                compare("postgresql-start", late, ended);
            }
        }
    }

    @Test
    void a_script_fails() throws Exception {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Scripts broken = Scripts.none()
                .versioned("1", "products", "CREATE TABLE product (id INT);")
                .versioned(
                        "2", "orders", "CREATE TABLE orders (id INT);\n\nALTER TABLE customer ADD COLUMN orders int;");

        FinishedJvm ended = UnderAgent.start(UnderAgent.hello(Database.POSTGRESQL, broken), database, folder)
                .run();

        assertThat(ended).endedWith(70);
        for (DocumentedBlock block : DocumentedBlock.named("postgresql-failure")) {
            block.shows(shown(database, ended.err().text().lines().toList()).stream()
                    .filter(line -> line.startsWith("ERROR"))
                    .toList());
        }
    }

    @Test
    void an_instance_waits_for_another_one() throws Exception {
        try (StuckScript stuck = StuckScript.on(Database.POSTGRESQL, folder);
                RunningJvm first = stuck.start();
                RunningJvm second = stuck.app().start()) {
            String waits = second.awaitLine("Waiting for another instance that migrates")
                    .text();
            String takesLong =
                    first.awaitLine("Still applying V3__rename.sql: 2 s").text();
            stuck.release();
            first.endInput().finish();
            second.endInput().finish();

            compare("lock-held", stuck.database(), List.of(waits));
            compare("takes-long", stuck.database(), List.of(takesLong));
        }
    }

    @Test
    void a_spring_boot_application_is_asked_for_its_database() throws Exception {
        FinishedJvm ended = ChildJvm.of(Jdk.running())
                .directory(folder)
                .jar(
                        Path.of(System.getProperty("it.examples"), "spring-boot/target/shop.jar")
                                .toAbsolutePath()
                                .normalize(),
                        "--spring.datasource.url=jdbc:h2:file:./shop")
                .agentVariable(AgentJar.path())
                .run();

        assertThat(ended).endedWith(0);
        for (DocumentedBlock block : DocumentedBlock.named("spring-boot-start")) {
            block.shows(withoutTimes(ended.err().text().lines().toList()));
        }
    }

    private static void compare(String name, FreshDatabase database, FinishedJvm jvm) throws IOException {
        compare(
                name,
                database,
                jvm.err()
                        .text()
                        .lines()
                        .filter(line -> line.contains("[Migration]"))
                        .toList());
    }

    private static void compare(String name, FreshDatabase database, List<String> output) throws IOException {
        for (DocumentedBlock block : DocumentedBlock.named(name)) {
            block.shows(shown(database, output));
        }
    }

    /** Returns the lines without their times, and with the names of the documents in place of those of the test. */
    private static List<String> shown(FreshDatabase database, List<String> lines) {
        String server = database.url().replaceAll("jdbc:postgresql://([^/]*)/.*", "$1");
        return withoutTimes(lines).stream()
                .map(line -> line.replace(database.url(), "jdbc:postgresql://db:5432/shop")
                        .replace(server, "db:5432")
                        .replace(database.user(), "shop")
                        .replaceAll("\\S*/(?=V\\d+__)", "/app/db/migration/"))
                .toList();
    }

    private static List<String> withoutTimes(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceAll("^\\S+Z ", "").replaceAll("auto-migrate [^ :]+:", "auto-migrate 1.0.0:"))
                .toList();
    }
}
