package io.automigrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The doctor, the plan and the start agree: in each situation the doctor, {@code plan}, {@code validate} and the start run one after the
 * other. What only the execution of a script can show is not here; docs/commands.md lists it.
 */
class AgreementTest {
    @TempDir
    Path folder;

    final RecordedStart start = new RecordedStart();
    String url;

    @ParameterizedTest
    @MethodSource("io.automigrate.Situations#all")
    void doctor_plan_and_start_end_with_the_same_code(Situations.Situation situation) throws Exception {
        prepare(situation.preparation());
        TreeSet<String> before = tables();

        int doctor = command("doctor");
        String diagnosis = start.output();
        int plan = command("plan");
        String planned = start.log();
        int validate = command("validate");
        TreeSet<String> untouched = tables();
        int started = start.run();
        String told = start.log();

        assertThat(started).as("the start\n%s", told).isEqualTo(situation.start());
        assertThat(doctor).as("the doctor\n%s", diagnosis).isEqualTo(situation.start());
        assertThat(plan).as("the plan\n%s", planned).isEqualTo(situation.start());
        assertThat(validate).as("validate").isEqualTo(situation.validate());
        assertThat(untouched).as("the tables after doctor, plan and validate").isEqualTo(before);
    }

    void prepare(Situations.Preparation preparation) throws Exception {
        Files.createDirectories(scripts());
        url = "jdbc:h2:file:" + folder.resolve("shop");
        set("URL", url);
        set("USER", "sa");
        set("WAIT_TIMEOUT", "0");
        set("LOCATIONS", "filesystem:" + scripts());
        script("V1__a.sql", Situations.PERSON);
        preparation.prepare(this);
    }

    private int command(String name) {
        start.environment().put("AUTO_MIGRATE_COMMAND", name);
        int code = start.run() & 0xff;
        start.environment().remove("AUTO_MIGRATE_COMMAND");
        return code;
    }

    Path scripts() {
        return folder.resolve("scripts");
    }

    String sqlite() {
        return "jdbc:sqlite:" + folder.resolve("shop.db");
    }

    void set(String setting, String value) {
        start.environment().put("AUTO_MIGRATE_" + setting, value);
    }

    void script(String name, String text) throws IOException {
        Files.writeString(scripts().resolve(name), text);
    }

    void migrate() {
        assertThat(start.run()).as("%s", start.log()).isZero();
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private TreeSet<String> tables() throws SQLException {
        TreeSet<String> tables = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                ResultSet rows = connection
                        .getMetaData()
                        .getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE", "VIEW"})) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_SCHEM") + "." + rows.getString("TABLE_NAME"));
            }
        }
        return tables;
    }
}
