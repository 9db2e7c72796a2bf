package example;

import java.io.IOException;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** The application with Flyway's API at the beginning of its main. */
public final class MigratesItself {
    private MigratesItself() {}

    /** Migrates, and asks the same question; with any argument it goes on as {@link Footprint}. */
    public static void main(String[] args) throws SQLException, IOException, InterruptedException {
        long start = System.nanoTime();
        Flyway.configure()
                .dataSource(System.getenv("APP_URL"), System.getenv("APP_USER"), System.getenv("APP_PASSWORD"))
                // A comparison with a Flyway that found nothing would be none.
                .failOnMissingLocations(true)
                .load()
                .migrate();
        if (args.length > 0) {
            Footprint.main(args);
            return;
        }
        FirstQuery.ask();
        System.out.println("first query: " + (System.nanoTime() - start) / 1000);
    }
}
