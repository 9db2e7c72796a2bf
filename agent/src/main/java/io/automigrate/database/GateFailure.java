package io.automigrate.database;

import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.settings.Settings;
import io.automigrate.text.Elapsed;
import io.automigrate.url.Secret;
import java.sql.SQLException;
import java.time.Duration;

/** The failures for which the wait for the database ends. */
record GateFailure(Settings.Account account, Duration timeout, int attempts, Duration elapsed) {
    private static final String URL_SETTING = "AUTO_MIGRATE_URL";

    StartupException of(ConnectionProblem problem, SQLException cause) {
        String reason = problem.reason();
        String user = account.user().isPresent() ? " \"" + account.user().get() + "\"" : "";
        String headline =
                switch (problem.fault()) {
                    case NOT_LISTENING, NOT_READY -> unreachable(reason);
                    case ACCOUNT_REFUSED -> "The database refused the account" + user + ": " + reason;
                    case NO_SUCH_DATABASE -> "The server does not have the database: " + reason;
                    case REJECTED, UNUSABLE -> "The database can't be connected to: " + reason;
                };
        Failure failure = Failure.of(problem.fault().exitCode(), headline);
        failure = failure.sqlState(sqlState(cause)).with("database", account.url() + " (" + account.source() + ")");
        String words = cause == null || cause.getMessage() == null
                ? ""
                : cause.getMessage().strip();
        // Often the reason is the message without the driver's words in front.
        if (!words.isEmpty() && !words.endsWith(reason)) {
            failure = failure.with("driver", words);
        }
        String waited = attempts == 1 ? "one attempt" : attempts + " attempts in " + Elapsed.seconds(elapsed);
        failure = failure.with("waited", waited).with("state", "the database was not touched");
        String remedy = problem.remedy().isEmpty() ? remedy(problem) : problem.remedy();
        return new StartupException(failure.remedy(remedy), cause);
    }

    private static String sqlState(SQLException cause) {
        return cause == null ? null : cause.getSQLState();
    }

    private String unreachable(String reason) {
        return timeout.isZero()
                ? "The database is not reachable: " + reason
                : "The database was not reachable within " + Elapsed.limit(timeout) + ": " + reason;
    }

    private String remedy(ConnectionProblem problem) {
        return switch (problem.fault()) {
            case NOT_LISTENING, NOT_READY ->
                (problem.isSilence()
                                ? "check host and port in " + account.source()
                                        + ": a program of another kind on this port, a firewall that drops packets"
                                        + " and a server that hangs all give no answer"
                                : "start the database, check host and port in " + account.source()
                                        + " and the network between")
                        + "; AUTO_MIGRATE_WAIT_TIMEOUT=\"" + timeoutSetting() + "\" says how long to wait for it";
            case ACCOUNT_REFUSED ->
                "check " + account.login() + suspicion() + ", and that the account may connect to this database"
                        + (ownAccount()
                                ? ""
                                : "; or set AUTO_MIGRATE_URL, AUTO_MIGRATE_USER and AUTO_MIGRATE_PASSWORD");
            case NO_SUCH_DATABASE -> "create the database, or correct its name in " + account.source();
            case REJECTED, UNUSABLE -> "check " + account.source() + " and its parameters";
        };
    }

    /** Names a mistake in the password that is invisible in a list of variables. */
    private String suspicion() {
        String password = account.password().map(Secret::value).orElse("x");
        if (password.isEmpty()) {
            return " (the password is empty)";
        }
        return password.equals(password.strip())
                ? ""
                : " (the password begins or ends with a blank or a line end, which the server takes as a part of it)";
    }

    private boolean ownAccount() {
        return account.source().startsWith(URL_SETTING);
    }

    /** Returns the timeout in the format of the setting. */
    private String timeoutSetting() {
        long millis = timeout.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
