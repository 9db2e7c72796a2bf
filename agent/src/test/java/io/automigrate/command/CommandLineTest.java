package io.automigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.authoring.NewScript;
import io.automigrate.console.Terminal;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private static CommandLine parse(String words) {
        return CommandLine.parse(words.isEmpty() ? new String[0] : words.split(" "));
    }

    @Test
    void a_command_has_settings_and_perhaps_an_application() {
        assertThat(parse("info --url jdbc:h2:mem:x --json --wait-timeout=3m -- -jar shop.jar --url y"))
                .isEqualTo(new CommandLine.Run(
                        Map.of("command", "info --json", "url", "jdbc:h2:mem:x", "wait-timeout", "3m"),
                        List.of("-jar", "shop.jar", "--url", "y")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "migrate --placeholders.tenant acme",
                "migrate --flyway.outOfOrder true",
                "migrate --password-file /run/secrets/password",
                "migrate --orders.url jdbc:h2:mem:x",
                "--url jdbc:h2:mem:x migrate",
                "plan --locations=filesystem:sql"
            })
    void every_setting_is_an_option(String words) {
        assertThat(parse(words)).isInstanceOf(CommandLine.Run.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                        | no command given
            --url x                   | no command given
            inf                       | "inf": no such command, did you mean "info"?
            dance                     | "dance": no such command, use one of migrate
            info --urll x             | there is no --urll, did you mean --url?
            info --dance x            | there is no --dance
            info --url                | --url needs a value
            info --url --json         | --url needs a value
            info --url a --url b      | --url is given twice
            info --command migrate    | the command stands alone
            info extra                | "info extra": "extra" is no option of info
            info --                   | behind -- there is nothing to start java with
            new                       | the description needs a letter or a digit, write new "add customer email"
            new --undo                | the description needs a letter or a digit
            new x --undo --repeatable | a repeatable script has no undo script
            new x --folder            | --folder needs a value
            new x -- -jar shop.jar    | new starts no application
            new x --json              | there is no --json
            info --folder x           | there is no --folder
            info --undo               | there is no --undo
            """)
    void a_wrong_command_line_is_explained(String words, String problem) {
        assertThat(parse(words)).isInstanceOfSatisfying(CommandLine.Wrong.class, wrong -> assertThat(wrong.problem())
                .startsWith(problem));
    }

    @Test
    void a_new_script_has_a_description_and_perhaps_a_folder() {
        assertThat(parse("new add customer email --undo --folder sql --flyway.encoding UTF-8"))
                .isEqualTo(new CommandLine.Create(
                        new NewScript(
                                "add customer email", NewScript.Kind.VERSIONED_WITH_UNDO, Optional.of(Path.of("sql"))),
                        Map.of("flyway.encoding", "UTF-8")));
        assertThat(parse("new busy --repeatable"))
                .isEqualTo(new CommandLine.Create(
                        new NewScript("busy", NewScript.Kind.REPEATABLE, Optional.empty()), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help", "info --help"})
    void help_can_be_had_everywhere(String words) {
        assertThat(parse(words)).isEqualTo(new CommandLine.Help());
    }

    @Test
    void the_help_names_all_there_is_and_fits_the_terminal() {
        String help = CommandLineHelp.text(new Terminal(80, false, StandardCharsets.UTF_8));
        assertThat(help).contains("  info ", "  --wait-timeout ", "  --placeholders.<name> ", "69 no database");
        assertThat(help.lines().skip(8)).allMatch(line -> line.length() <= 90);
    }

    @Test
    void the_version_can_be_asked_for() {
        assertThat(parse("--version")).isEqualTo(new CommandLine.Version());
    }

    @ParameterizedTest
    @CsvSource({"info --password x, true", "info --orders.password x, true", "info --password-file x, false"})
    void a_password_on_the_command_line_is_noticed(String words, boolean shown) {
        assertThat(((CommandLine.Run) parse(words)).showsPassword()).isEqualTo(shown);
    }

    @Test
    void the_application_gets_the_settings_as_variables() {
        CommandLine.Run run = (CommandLine.Run)
                parse(
                        "info --url jdbc:h2:mem:x --password secret --placeholders.my-name a --orders.wait-timeout 1s -- -jar a.jar");
        ProcessBuilder builder = new ApplicationProcess(new File("/agent.jar"), run).builder("/jdk");
        assertThat(builder.command()).containsExactly("/jdk/bin/java", "-javaagent:/agent.jar", "-jar", "a.jar");
        assertThat(builder.environment())
                .containsEntry("AUTO_MIGRATE_COMMAND", "info")
                .containsEntry("AUTO_MIGRATE_URL", "jdbc:h2:mem:x")
                .containsEntry("AUTO_MIGRATE_PASSWORD", "secret")
                .containsEntry("AUTO_MIGRATE_PLACEHOLDERS_my-name", "a")
                .containsEntry("AUTO_MIGRATE_ORDERS_WAIT_TIMEOUT", "1s");
    }
}
