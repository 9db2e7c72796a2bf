package io.automigrate.migration.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.failure.StartupException;
import io.automigrate.kind.h2.H2;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.settings.Location;
import io.automigrate.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real H2 that Flyway itself has migrated with two scripts, and the check on it. */
abstract class MigratedSchema {
    static final String TABLE = "\"flyway_schema_history\"";

    @TempDir
    Path folder;

    final JdbcDataSource database = new JdbcDataSource();
    Settings.History settings = history(List.of(), null, Settings.History.DEFAULT_TABLE);
    Path scripts;
    Connection connection;

    @BeforeEach
    void two_applied_versions() throws Exception {
        scripts = Files.createDirectories(folder.resolve("db/migration"));
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        database.setUser("sa");
        database.setPassword("");
        connection = database.getConnection();
        script("V1__create.sql", "CREATE TABLE person (id INT);\n");
        script("V2__fill.sql", "INSERT INTO person VALUES (1);\n");
        migrate();
    }

    @AfterEach
    void drop_database() throws SQLException {
        connection.close();
    }

    Optional<String> version() throws StartupException {
        UpToDateCheck.Answer answer = ask();
        assertThat(answer).isInstanceOf(UpToDateCheck.UpToDate.class);
        return ((UpToDateCheck.UpToDate) answer).version();
    }

    String doubt() throws StartupException {
        return reason(ask());
    }

    static String reason(UpToDateCheck.Answer answer) {
        assertThat(answer).isInstanceOf(UpToDateCheck.Doubt.class);
        return ((UpToDateCheck.Doubt) answer).reason();
    }

    UpToDateCheck.Answer ask() throws StartupException {
        return ask(inFolder());
    }

    UpToDateCheck.Answer ask(Location location) throws StartupException {
        try (MigrationCatalog catalog = catalog(location)) {
            return new UpToDateCheck(catalog, settings, H2.kind()).ask(connection);
        }
    }

    MigrationCatalog catalog(Location location) throws StartupException {
        return MigrationCatalog.read(
                Settings.Scripts.named(List.of(location), "AUTO_MIGRATE_LOCATIONS", Map.of()),
                ClassPathRoots.ofThisJvm(List.of(folder)));
    }

    Location inFolder() {
        return new Location(Location.Kind.FILESYSTEM, scripts.toString());
    }

    void migrate() {
        flyway().load().migrate();
    }

    FluentConfiguration flyway() {
        FluentConfiguration flyway = Flyway.configure()
                .dataSource(database)
                .locations("filesystem:" + scripts)
                .table(settings.table())
                .schemas(settings.schemas().toArray(String[]::new));
        settings.defaultSchema().ifPresent(flyway::defaultSchema);
        return flyway;
    }

    static Settings.History history(List<String> schemas, String defaultSchema, String table) {
        return new Settings.History(schemas, Optional.ofNullable(defaultSchema), table);
    }

    void script(String name, String text) throws IOException {
        Files.writeString(scripts.resolve(name), text, StandardCharsets.UTF_8);
    }

    void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
