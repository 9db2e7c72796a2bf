package io.automigrate.command;

import io.automigrate.console.Terminal;
import io.automigrate.console.TextTable;
import io.automigrate.settings.Command;
import io.automigrate.settings.names.SettingNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The text of {@code --help}, made from the commands and the settings. */
public final class CommandLineHelp {
    private static final String USAGE = """
            Usage: java -jar auto-migrate-agent.jar <command> [--json] [--<setting> <value>]... [-- <arguments of java>]

            Runs a command on a database and its Flyway migrations. With the arguments that start an application behind
            "--", java is started with them and with this jar as agent: its class path holds the scripts and the driver,
            the application itself does not run. Without, --classpath and filesystem: locations name them.
            """;

    private CommandLineHelp() {}

    /** Returns the text, lines that each end with a line feed. */
    public static String text(Terminal terminal) {
        StringBuilder text = new StringBuilder(USAGE);
        Map<String, String> commands = new LinkedHashMap<>();
        for (Command command : Command.values()) {
            commands.put(command.toString(), command.summary());
        }
        commands.put(
                CommandLine.NEW,
                "create the next script in src/main/resources/db/migration or --folder: new \"add customer email\","
                        + " with --undo or --repeatable");
        append("Commands", "", commands, terminal, text);
        append(
                "Settings (each also as variable, AUTO_MIGRATE_URL for --url)",
                "--",
                SettingNames.summaries(),
                terminal,
                text);
        text.append("\nExit codes: 0 done, 64 wrong command line, 65 schema and scripts disagree, 69 no database,\n")
                .append("  70 a migration failed, 73 no backup, 75 locked, 77 access refused, 78 wrong settings\n");
        return text.toString();
    }

    private static void append(
            String title, String prefix, Map<String, String> entries, Terminal terminal, StringBuilder to) {
        int width = entries.keySet().stream().mapToInt(String::length).max().orElse(0) + prefix.length();
        to.append('\n').append(title).append(":\n");
        entries.forEach((name, summary) -> {
            List<String> lines = TextTable.wrap(summary, Math.max(20, terminal.columns() - width - 4));
            for (int i = 0; i < lines.size(); i++) {
                String left = i == 0 ? prefix + name : "";
                to.append("  ").append(left).append(" ".repeat(width - left.length() + 2));
                to.append(lines.get(i)).append('\n');
            }
        });
    }
}
