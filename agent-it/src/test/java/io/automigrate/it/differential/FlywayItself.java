package io.automigrate.it.differential;

import io.automigrate.it.database.FreshDatabase;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Flyway, by its own API, with its own search for scripts. */
final class FlywayItself {
    private final FreshDatabase database;

    /**
     * @param acts the actions and complaints of Flyway; empty when there were none
     * @param version the current version afterwards; null for none
     */
    record Outcome(List<String> acts, String version) {}

    FlywayItself(FreshDatabase database) {
        this.database = database;
    }

    Outcome migrate(Scene scene, Optional<Path> jar) throws SQLException, IOException {
        // The test's own class path is not used, because Flyway looks for db/callback in all of it.
        try (URLClassLoader loader = new URLClassLoader(urls(jar), ClassLoader.getPlatformClassLoader())) {
            Flyway flyway = configure(scene, loader).load();
            List<String> acts = new ArrayList<>();
            List<String> before = contents(scene);
            String version = null;
            Complaints.take();
            try {
                int executed = flyway.migrate().migrationsExecuted;
                if (executed > 0) {
                    acts.add(executed + " executed");
                }
                MigrationInfo current = flyway.info().current();
                version = current == null || current.getVersion() == null
                        ? null
                        : current.getVersion().getVersion();
            } catch (FlywayException e) {
                acts.add(e.getMessage());
            }
            acts.addAll(Complaints.take());
            if (!before.equals(contents(scene))) {
                acts.add("the database is another one");
            }
            return new Outcome(acts, version);
        }
    }

    /** Migrates an empty database; whatever goes wrong is the test's mistake. */
    void migrateEmpty(Scene scene) {
        configure(scene, ClassLoader.getPlatformClassLoader()).load().migrate();
        Complaints.take();
    }

    private FluentConfiguration configure(Scene scene, ClassLoader loader) {
        FluentConfiguration flyway = Flyway.configure(loader)
                .loggers(Complaints.class.getName())
                .dataSource(dataSource())
                .locations(scene.locations().toArray(String[]::new))
                .sqlMigrationPrefix(scene.naming.versioned())
                .repeatableSqlMigrationPrefix(scene.naming.repeatable())
                .sqlMigrationSeparator(scene.naming.separator())
                .sqlMigrationSuffixes(scene.naming.suffixes().toArray(String[]::new))
                .encoding(scene.naming.encoding())
                .table(scene.places.table())
                .schemas(scene.places.schemas().toArray(String[]::new));
        scene.places.defaultSchema().ifPresent(flyway::defaultSchema);
        return flyway;
    }

    /** With a URL Flyway would look for the driver in the scene's class path. */
    private DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return database.connect();
                    }
                    throw new SQLFeatureNotSupportedException(method.getName());
                });
    }

    private static URL[] urls(Optional<Path> jar) throws MalformedURLException {
        return jar.isEmpty() ? new URL[0] : new URL[] {jar.get().toUri().toURL()};
    }

    /** Returns all that Flyway could change, for comparison. */
    private static List<String> contents(Scene scene) throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : new String[] {Places.TABLE, "called"}) {
            String sql = "SELECT * FROM " + scene.quote + table + scene.quote;
            try (Statement statement = scene.connection.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    StringBuilder row = new StringBuilder(table);
                    for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                        row.append('|').append(result.getString(column));
                    }
                    rows.add(row.toString());
                }
            }
        }
        rows.sort(null);
        return rows;
    }

    /** Returns the account's own connection, which outlives the scenes. */
    Connection connect() throws SQLException {
        return database.connect();
    }
}
