package io.automigrate;

import io.automigrate.command.OneShotCommand;
import io.automigrate.command.PlanReport;
import io.automigrate.command.StartReport;
import io.automigrate.console.Report;
import io.automigrate.console.ReportPrinter;
import io.automigrate.database.ConnectionProblem;
import io.automigrate.database.ConnectionSource;
import io.automigrate.doctor.StartForecast;
import io.automigrate.engine.SchemaEngine;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.settings.Command;
import io.automigrate.settings.CommandRequest;
import io.automigrate.settings.Mode;
import io.automigrate.settings.discovery.FrameworkAnswer;
import io.automigrate.settings.given.SettingSources;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A command in place of the application. The process ends after the command. The start of an application does not load this class.
 *
 * @param out the output for the report
 * @param modeOfStart the mode of a start without the command
 * @param environment the variables of this process, which describe the terminal
 * @param sources the user's settings
 * @param answer the configuration of the application; {@code null} when the application was not asked
 */
record CommandStart(
        CommandRequest request,
        Mode modeOfStart,
        PrintStream out,
        Map<String, String> environment,
        SettingSources sources,
        FrameworkAnswer answer)
        implements StartAction {
    /** The result that ends the process with 0. Only the low byte is the exit code; the result 0 would let the application start. */
    static final int END_WITH_ZERO = 0x100;

    @Override
    public boolean endsWhenUpToDate() {
        return request.command().isStart();
    }

    @Override
    public Optional<SchemaEngine.Result> perform(SchemaStart schema, ConnectionSource source)
            throws StartupException, InterruptedException {
        schema.warnOfUnseen(sources, answer);
        if (request.command() == Command.PLAN) {
            plan(schema, source);
            return Optional.empty();
        }
        Optional<OneShotCommand> command = OneShotCommand.of(request, schema.settings());
        if (command.isEmpty()) {
            return Optional.of(schema.engine().perform(SchemaEngine.Task.RUN, source));
        }
        SchemaEngine engine = request.command() == Command.ROLLBACK ? schema.engineForScripts() : schema.engine();
        print(schema, command.get().run(engine, source, schema.catalog()));
        return Optional.empty();
    }

    /** Shows the plan, and then fails if a start would fail. */
    private void plan(SchemaStart schema, ConnectionSource source) throws StartupException, InterruptedException {
        SchemaEngine.Plan plan = schema.engine().perform(SchemaEngine.Task.PLAN, source);
        print(schema, PlanReport.of(schema.settings(), plan, schema.catalog()));
        StartForecast forecast = new StartForecast(schema.settings(), modeOfStart);
        try (Connection connection = source.getConnection()) {
            Optional<Failure> failure = forecast.failure(plan.pending(), connection);
            if (failure.isPresent()) {
                throw new StartupException(failure.get().with("state", "nothing was changed"));
            }
        } catch (SQLException e) {
            ConnectionProblem problem =
                    ConnectionProblem.of(e, schema.settings().account().url());
            throw new StartupException(
                    Failure.of(problem.fault().exitCode(), "The connection was lost: " + problem.reason()), e);
        }
    }

    @Override
    public void report(SchemaStart schema, SchemaEngine.Result result, Duration elapsed) {
        String database = schema.settings().account().url().toString();
        print(schema, new StartReport(request.command(), database, result, elapsed));
    }

    @Override
    public int successCode() {
        return END_WITH_ZERO;
    }

    private void print(SchemaStart schema, Report report) {
        new ReportPrinter(out, request.json(), schema.settings().secretMask(), environment).print(report);
    }
}
