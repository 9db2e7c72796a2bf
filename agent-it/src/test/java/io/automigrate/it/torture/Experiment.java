package io.automigrate.it.torture;

/** The parts of the torture, in the order of the report. */
enum Experiment {
    ENDED_PROCESS(
            "A process that is ended at any moment",
            "A start migrates an empty schema, goes on from version 2, loads initial data, backs up, rolls back or waits for"
                    + " another instance. SIGKILL or SIGTERM ends it at a random moment of its life, or a few milliseconds after"
                    + " one of its lines. Then it is started again, and what its blocks tell to do is done, until the application"
                    + " starts."),
    KILLED_BACKUP(
            "A backup whose program is killed",
            "A start backs up a schema at version 2. SIGKILL ends the backup's program at a random moment. Then the start is repeated."),
    BROKEN_NETWORK(
            "A network that cuts, closes, swallows, dribbles and garbles",
            "A proxy between the start and the server disturbs each connection after a random number of bytes. Then the start"
                    + " is repeated without the proxy."),
    SICK_SERVER(
            "A server that is killed, frozen, full, read-only or without connections",
            "The server itself is disturbed while a start migrates. Then it is mended, and the start is repeated."),
    CROWD(
            "Many processes at once",
            "Many instances start at the same time on an empty schema, with kills among them, with plain Flyway in two other"
                    + " versions, and with instances that only wait or validate."),
    CLOCK(
            "A clock that jumps",
            "The clock of the start's JVM, and not its monotonic clock, is set a day ahead or back while the start waits for the database"
                    + " or for the lock, migrates, or has nothing to do. A wait has to go on, to end at its limit, and to end when there"
                    + " is nothing left to wait for. The time stamps of the log show that the clock has jumped."),
    FUZZ(
            "Random settings, names, scripts, histories and jars",
            "Values of settings, names and texts of scripts, rows of the history and bytes of jars are made up. The start has"
                    + " to do its work or end with a documented exit code and one block."),
    SECRETS(
            "Secrets by marked values",
            "The password of the account, a placeholder, the path of the notification's URL and a password in a failing statement have"
                    + " made-up values. The streams, the status, the metrics, the notification and the termination message are"
                    + " searched for the values of the first two and of the last."),
    HEALTH_PORT(
            "The health port under load",
            "Slow, idle and chatty clients hold connections while a probe asks during a migration."),
    ROW_OF_STARTS(
            "Starts in a row",
            "The same start is repeated, each tenth time with a script more. Sessions, locks, files and the connections of the server are"
                    + " counted after each start.");

    private final String title;
    private final String description;

    Experiment(String title, String description) {
        this.title = title;
        this.description = description;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }
}
