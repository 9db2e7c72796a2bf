package example;

import java.sql.SQLException;

/** An agent that connects and asks one question, as the application does after it, and nothing else: what a second connection costs. */
public final class AskingAgent {
    private AskingAgent() {}

    public static void premain(String arguments) throws SQLException {
        FirstQuery.ask();
    }
}
