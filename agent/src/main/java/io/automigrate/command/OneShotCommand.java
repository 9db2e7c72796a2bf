package io.automigrate.command;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.report.SecretMask;
import io.automigrate.report.StartupException;
import io.automigrate.settings.Command;
import io.automigrate.settings.CommandRequest;
import io.automigrate.settings.Settings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What is done instead of starting the application. The story goes to the log as in every start; the result, and nothing else, to
 * standard output.
 */
public final class OneShotCommand {
    private final CommandRequest request;
    private final String database;
    private final SecretMask mask;
    private final PrintStream out;
    private final Map<String, String> environment;

    /**
     * @param out where the result goes
     * @param environment the variables of this process, for what they say of the terminal
     */
    public OneShotCommand(CommandRequest request, Settings settings, PrintStream out, Map<String, String> environment) {
        this.request = request;
        this.database = settings.account().url().toString();
        this.mask = settings.secretMask();
        this.out = out;
        this.environment = environment;
    }

    /** Returns whether it is what every start does, and only its result has to be {@linkplain #tell told}. */
    public boolean isStart() {
        return request.command().isStart();
    }

    /** Returns whether Java migrations and callbacks of the application have no part in it. */
    public boolean needsScriptsOnly() {
        return request.command() == Command.ROLLBACK;
    }

    /** Writes what came of that. */
    public void tell(SchemaEngine.Result result, Duration elapsed) {
        print(new StartReport(request.command(), database, result, elapsed));
    }

    /**
     * Runs it and writes the result.
     *
     * @param source the database, which answers
     * @throws StartupException when it can't be done
     */
    public void run(SchemaEngine engine, DataSource source, MigrationCatalog catalog)
            throws StartupException, InterruptedException {
        print(
                switch (request.command()) {
                    case INFO -> new InfoReport(database, engine.look(source));
                    case ROLLBACK ->
                        new RollbackReport(database, engine.rollback(source, request.dryRun()), request.dryRun());
                    case MIGRATE, WAIT, VALIDATE -> throw new IllegalStateException(request + " is what a start does");
                });
    }

    private void print(Report report) {
        String text = request.json() ? Json.of(report.json()) + "\n" : report.text(Terminal.of(out, environment));
        out.print(mask.mask(text));
        // What ends the process flushes System.out, which a server has put something of its own in the place of.
        out.flush();
    }
}
