package io.automigrate.engine.flyway;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.log.RecordedLog;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.settings.Location;
import io.automigrate.settings.Mode;
import io.automigrate.settings.ScriptNaming;
import io.automigrate.settings.Settings;
import io.automigrate.settings.SettingsBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Flyway itself, on a real H2 that each test has for itself. */
abstract class EngineOnH2 {
    @TempDir
    Path scripts;

    final JdbcDataSource database = new JdbcDataSource();
    final RecordedLog log = new RecordedLog();
    Settings.History history = new Settings.History(List.of(), Optional.empty(), "flyway_schema_history");
    Map<String, String> placeholders = Map.of();
    ScriptNaming naming = ScriptNaming.DEFAULT;
    Settings.Engine engine = Settings.Engine.DEFAULT;

    Optional<Settings.Backup> backup = Optional.empty();

    Connection keepsTheDatabaseAlive;

    @BeforeEach
    void fresh_database() throws SQLException {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        database.setUser("sa");
        database.setPassword("");
        keepsTheDatabaseAlive = database.getConnection();
    }

    @AfterEach
    void drop_database() throws SQLException {
        keepsTheDatabaseAlive.close();
    }

    /** What the engine is asked for. */
    interface Question<T> {
        T ask(SchemaEngine engine) throws Exception;
    }

    /** Returns the default settings with a mode and with options of Flyway. */
    static Settings.Engine engine(Mode mode, Map<String, String> flyway) {
        return new SettingsBuilder().mode(mode).flyway(flyway).engine();
    }

    SchemaEngine.Result migrate() throws Exception {
        return ask(engine -> engine.perform(SchemaEngine.Task.RUN, database));
    }

    <T> T ask(Question<T> question) throws Exception {
        Settings settings = new SettingsBuilder()
                .account(database.getURL(), "sa", null)
                .scripts(settings())
                .history(history)
                .backup(backup)
                .build(engine);
        try (MigrationCatalog catalog = catalog()) {
            return question.ask(new FlywayEngine(settings, catalog, null, log.log(), System::nanoTime));
        }
    }

    private Settings.Scripts settings() {
        Location location = new Location(Location.Kind.FILESYSTEM, scripts.toString());
        return new Settings.Scripts(List.of(location), "AUTO_MIGRATE_LOCATIONS", placeholders, naming, true);
    }

    MigrationCatalog catalog() throws StartupException {
        return MigrationCatalog.read(settings(), ClassPathRoots.ofThisJvm(List.of()));
    }

    Failure failure() {
        return catchThrowableOfType(StartupException.class, this::migrate).failure();
    }

    static String details(Failure failure, String label) {
        List<String> texts = new ArrayList<>();
        for (Failure.Detail detail : failure.details()) {
            if (detail.label().equals(label)) {
                texts.add(detail.text());
            }
        }
        return String.join("\n", texts);
    }

    List<String> lines() {
        return log.messages();
    }

    void script(String name, String text) throws IOException {
        Files.writeString(scripts.resolve(name), text);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
