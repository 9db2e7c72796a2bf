package io.automigrate.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The up-to-date check and Flyway itself, on generated scripts and histories. Wherever the check says "up to date", Flyway does
 * nothing and complains of nothing. {@code -Dit.differential.seed} and {@code -Dit.differential.starts} repeat and extend it.
 */
@Timeout(600)
class UpToDateDifferentialIT {
    private static final long SEED = Long.getLong("it.differential.seed", 20_261_120L);
    private static final int STARTS = Integer.getInteger("it.differential.starts", Sample.isFull() ? 4000 : 2000);
    private static final int STARTS_PER_HISTORY = 25;
    private static final int MOST_CHANGES = 3;

    @TempDir
    private Path folder;

    private final BuiltCheck check = new BuiltCheck();
    private final Map<String, Integer> reasons = new HashMap<>();
    private int fast;
    private int couldBeFast;
    private int needed;

    @Test
    void on_h2() throws Exception {
        // In memory: its options are for the test's own sake, the database has to outlive each connection.
        play("h2", new FreshDatabase("jdbc:h2:mem:differential;DB_CLOSE_DELAY=-1", "sa", "sa"), STARTS);
    }

    @Test
    void on_postgresql() throws Exception {
        play("postgresql", Database.POSTGRESQL.create(folder), STARTS / 20);
    }

    @Test
    void on_mariadb() throws Exception {
        play("mariadb", Database.MARIADB.create(folder), STARTS / 20);
    }

    private void play(String vendor, FreshDatabase database, int starts) throws Exception {
        FlywayItself flyway = new FlywayItself(database);
        try (Connection connection = flyway.connect()) {
            for (int start = 0; start < starts; start++) {
                Scene scene = new Scene(random(start / STARTS_PER_HISTORY), connection, folder.resolve("scene"));
                scene.inventScripts();
                if (start % STARTS_PER_HISTORY == 0) {
                    migrateAnew(scene, flyway);
                }
                restore(scene);
                play(vendor, scene, flyway, random(-1 - start), "start " + start);
            }
        }
        report(vendor, starts);
        assertThat(fast).as("starts on the fast path").isPositive();
        assertThat(needed).as("starts in which Flyway is needed").isPositive();
    }

    /** A random for each start, so that one can be repeated without those before it; neighbours' seeds must be far apart. */
    private static Random random(int number) {
        return new Random(SEED ^ number * 0x9E3779B97F4A7C15L);
    }

    private static void migrateAnew(Scene scene, FlywayItself flyway) throws SQLException, IOException {
        for (String table : new String[] {Places.TABLE, "kept", "called"}) {
            scene.execute("DROP TABLE IF EXISTS [" + table + "]");
        }
        scene.write();
        flyway.migrateEmpty(scene);
        scene.execute("CREATE TABLE [kept] AS SELECT * FROM [" + Places.TABLE + "]");
        scene.execute("CREATE TABLE [called] (id INT)");
    }

    private static void restore(Scene scene) throws SQLException {
        scene.execute("DELETE FROM [" + Places.TABLE + "]");
        scene.execute("INSERT INTO [" + Places.TABLE + "] SELECT * FROM [kept]");
    }

    private void play(String vendor, Scene scene, FlywayItself flyway, Random random, String name) throws Exception {
        Set<Change> changes = EnumSet.noneOf(Change.class);
        for (int i = random.nextInt(MOST_CHANGES + 1); i > 0; i--) {
            changes.add(Change.values()[random.nextInt(Change.values().length)]);
        }
        for (Change change : changes) {
            change.on(scene);
        }
        Optional<Path> jar = scene.write();
        BuiltCheck.Answer answer = check.ask(scene, vendor, jar);
        FlywayItself.Outcome outcome = flyway.migrate(scene, jar);
        boolean idle = outcome.acts().isEmpty();
        if (answer.upToDate()) {
            fast++;
            assertThat(outcome.acts())
                    .as("%s, seed %d, after %s, with %s", name, SEED, changes, scene.naming)
                    .isEmpty();
            assertThat(answer.version()).as("%s after %s", name, changes).isEqualTo(outcome.version());
        } else if (idle) {
            reasons.merge(answer.reason().replaceAll("\".*?\"( \\(.*?\\))?|\\d+", "…"), 1, Integer::sum);
        }
        couldBeFast += idle ? 1 : 0;
        needed += idle ? 0 : 1;
    }

    private void report(String vendor, int starts) {
        StringBuilder report =
                new StringBuilder("up-to-date check against Flyway on " + vendor + ", seed " + SEED + ": "
                        + starts + " starts, in " + needed + " Flyway acted or complained, of the other " + couldBeFast
                        + " the check took "
                        + fast + " itself (" + fast * 100 / couldBeFast + " %)");
        reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(8)
                .forEach(entry -> report.append("\n  left to Flyway without need: ")
                        .append(entry.getValue())
                        .append(" x ")
                        .append(entry.getKey()));
        System.out.println(report);
    }
}
