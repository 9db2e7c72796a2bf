package io.automigrate.settings.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.settings.Settings;
import io.automigrate.settings.given.SettingSources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A start of the JVM with these settings, and nothing else. */
public final class Start {
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private List<String> program = List.of();
    private String arguments;

    public static Start with(String variable, String value) {
        return new Start().env(variable, value);
    }

    public static Start withUrl() {
        return with("AUTO_MIGRATE_URL", "jdbc:h2:mem:shop");
    }

    public Start env(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Start property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    public Start arguments(String text) {
        arguments = text;
        return this;
    }

    /** Starts the application with these arguments. */
    public Start program(String... arguments) {
        program = List.of(arguments);
        return this;
    }

    Resolution resolution() {
        return new SettingsResolver(new SettingSources(arguments, properties, environment, Map.of(), program))
                .resolve();
    }

    public Settings settings() {
        return resolved().settings();
    }

    public Resolution.Resolved resolved() {
        Resolution resolution = resolution();
        assertThat(resolution).isInstanceOf(Resolution.Resolved.class);
        return (Resolution.Resolved) resolution;
    }

    public Settings.Account account() {
        return settings().account();
    }

    public Resolution.Invalid invalid() {
        Resolution resolution = resolution();
        assertThat(resolution).isInstanceOf(Resolution.Invalid.class);
        return (Resolution.Invalid) resolution;
    }

    public List<String> problems() {
        return invalid().problems();
    }

    public List<String> problemsOrNone() {
        return resolution() instanceof Resolution.Invalid invalid ? invalid.problems() : List.of();
    }

    /** Returns the only problem. */
    public String problem() {
        assertThat(problems()).hasSize(1);
        return problems().get(0);
    }
}
