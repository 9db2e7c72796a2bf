package io.automigrate.command;

import io.automigrate.console.Report;
import io.automigrate.console.ReportPrinter;
import io.automigrate.engine.SchemaEngine;
import io.automigrate.failure.StartupException;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.Script;
import io.automigrate.migration.ScriptKind;
import io.automigrate.review.PlannedScript;
import io.automigrate.review.ScriptReview;
import io.automigrate.settings.Command;
import io.automigrate.settings.CommandRequest;
import io.automigrate.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * What is done instead of starting the application. The story goes to the log as in every start; the result, and nothing else, to
 * standard output.
 */
public final class OneShotCommand {
    /** Callbacks that don't run when something is migrated. */
    private static final Pattern OTHER_EVENTS =
            Pattern.compile("(before|after)[A-Za-z]*(Clean|Info|Repair|Baseline|Undo)[A-Za-z]*(\\.|__).*");

    private final CommandRequest request;
    private final Settings settings;
    private final String database;
    private final ReportPrinter printer;

    /** Makes a command for one database. */
    public OneShotCommand(CommandRequest request, Settings settings, ReportPrinter printer) {
        this.request = request;
        this.settings = settings;
        this.database = settings.account().url().toString();
        this.printer = printer;
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
        printer.print(new StartReport(request.command(), database, result, elapsed));
    }

    /**
     * Runs it and writes the result.
     *
     * @param source the database, which answers
     * @throws StartupException when it can't be done
     */
    public void run(SchemaEngine engine, DataSource source, MigrationCatalog catalog)
            throws StartupException, InterruptedException {
        printer.print(
                switch (request.command()) {
                    case INFO -> new InfoReport(database, engine.look(source));
                    case PLAN -> plan(engine.plan(source), catalog);
                    case BASELINE -> new BaselineReport(database, engine.baseline(source));
                    case REPAIR -> new RepairReport(database, engine.repair(source));
                    case ROLLBACK ->
                        new RollbackReport(database, engine.rollback(source, request.dryRun()), request.dryRun());
                    case MIGRATE, WAIT, VALIDATE, DOCTOR ->
                        throw new IllegalStateException(request + " is not run on an engine");
                });
    }

    private Report plan(SchemaEngine.Plan plan, MigrationCatalog catalog) {
        boolean mixed = Boolean.parseBoolean(settings.engine().flyway().get("mixed"));
        ScriptReview review = new ScriptReview(settings.account().kind().word(), mixed);
        List<PlannedScript> scripts = new ArrayList<>();
        for (SchemaEngine.Planned planned : plan.scripts()) {
            scripts.add(review.review(planned));
        }
        return new PlanReport(database, plan.overview(), plan.tables(), scripts, callbacks(catalog));
    }

    private static List<String> callbacks(MigrationCatalog catalog) {
        List<String> callbacks = new ArrayList<>();
        for (Script script : catalog.scripts(ScriptKind.CALLBACK)) {
            if (!OTHER_EVENTS.matcher(script.name().fileName()).matches()) {
                callbacks.add(script.path());
            }
        }
        return callbacks;
    }
}
