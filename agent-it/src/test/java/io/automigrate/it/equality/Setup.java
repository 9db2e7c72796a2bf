package io.automigrate.it.equality;

import io.automigrate.it.database.FreshDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * A configuration of an application, and the state of its database. In all texts {URL}, {HOST}, {DATABASE}, {USER} and {PASSWORD} stand
 * for those of the database, and {FOLDER} for the working directory. Immutable: each method returns a changed copy.
 *
 * @param main the name of the file with the application's properties
 * @param files the files of the working directory by their names
 * @param environment the variables of the application
 * @param options the options of the JVM
 * @param statements the statements for the empty database
 * @param history the scripts that Flyway has applied to the database before, by their names
 */
record Setup(
        String main,
        Map<String, String> files,
        Map<String, String> environment,
        List<String> options,
        List<String> statements,
        Map<String, String> history) {

    /** Makes an empty setup of an application that reads this file of its working directory. */
    static Setup in(String main) {
        return new Setup(main, Map.of(main, ""), Map.of(), List.of(), List.of(), Map.of());
    }

    /** Returns the first script's table, as somebody has made it before there was a history. */
    static String firstTable() {
        return "CREATE TABLE first AS SELECT CAST('old' AS TEXT) AS word";
    }

    /** Returns the second script's table, made before there was a history. */
    static String secondTable() {
        return "CREATE TABLE second (id INT, name VARCHAR(20))";
    }

    /** Returns a script that no application has by itself. */
    static String fourth() {
        return "CREATE TABLE fourth (id INT)";
    }

    /** Adds lines to the application's properties. */
    Setup with(String... lines) {
        Setup more = this;
        for (String line : lines) {
            more = more.file(main, line + '\n');
        }
        return more;
    }

    /** Adds text to a file of the working directory. */
    Setup file(String name, String text) {
        String all = files.getOrDefault(name, "") + text;
        return new Setup(main, joined(files, name, all), environment, options, statements, history);
    }

    /** Adds a script. */
    Setup script(String name, String sql) {
        return file("scripts/" + name, sql);
    }

    Setup variable(String name, String value) {
        return new Setup(main, files, joined(environment, name, value), options, statements, history);
    }

    Setup option(String option) {
        return new Setup(main, files, environment, joined(options, option), statements, history);
    }

    /** Lets a statement run before anything else. */
    Setup before(String sql) {
        return new Setup(main, files, environment, options, joined(statements, sql), history);
    }

    /** Lets the history have a script, which the application may have as well, or with another text, or not at all. */
    Setup applied(String name, String sql) {
        return new Setup(main, files, environment, options, statements, joined(history, name, sql));
    }

    /** Writes the files below a working directory, and prepares the database. */
    Setup prepare(Path home, FreshDatabase database) throws IOException {
        Setup real = resolved(home, database);
        // Flyway misses a location that is not there.
        Files.createDirectories(home.resolve("scripts"));
        for (Map.Entry<String, String> file : real.files.entrySet()) {
            write(home.resolve(file.getKey()), file.getValue());
        }
        database.execute(statements.toArray(String[]::new));
        if (!history.isEmpty()) {
            Path scripts = home.resolve("applied");
            history.forEach((name, sql) -> write(scripts.resolve(name), sql));
            Flyway.configure()
                    .dataSource(database.url(), database.user(), database.password())
                    .locations("filesystem:" + scripts)
                    .load()
                    .migrate();
        }
        return real;
    }

    private Setup resolved(Path home, FreshDatabase database) {
        Setup real = in(main);
        for (Map.Entry<String, String> file : files.entrySet()) {
            real = real.file(file.getKey(), text(file.getValue(), home, database));
        }
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            real = real.variable(variable.getKey(), text(variable.getValue(), home, database));
        }
        for (String option : options) {
            real = real.option(text(option, home, database));
        }
        return real;
    }

    private static String text(String template, Path home, FreshDatabase database) {
        String[] parts = database.url().split("//|/", 3);
        return template.replace("{URL}", database.url())
                .replace("{HOST}", parts[1])
                .replace("{DATABASE}", parts[2])
                .replace("{USER}", database.user())
                .replace("{PASSWORD}", database.password())
                .replace("{FOLDER}", home.toString());
    }

    private static Map<String, String> joined(Map<String, String> some, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(some);
        more.put(name, value);
        return more;
    }

    private static List<String> joined(List<String> some, String value) {
        List<String> more = new ArrayList<>(some);
        more.add(value);
        return more;
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
