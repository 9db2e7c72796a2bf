package io.automigrate.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A start of the JVM with these settings, and nothing else. */
final class Start {
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private String arguments;

    static Start with(String variable, String value) {
        return new Start().env(variable, value);
    }

    static Start withUrl() {
        return with("AUTO_MIGRATE_URL", "jdbc:h2:mem:shop");
    }

    Start env(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Start property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    Start arguments(String text) {
        arguments = text;
        return this;
    }

    Resolution resolution() {
        return new SettingsResolver(new SettingSources(arguments, properties, environment)).resolve();
    }

    Settings settings() {
        return resolved().settings();
    }

    Resolution.Resolved resolved() {
        Resolution resolution = resolution();
        assertThat(resolution).isInstanceOf(Resolution.Resolved.class);
        return (Resolution.Resolved) resolution;
    }

    Settings.Account account() {
        return settings().account();
    }

    Resolution.Invalid invalid() {
        Resolution resolution = resolution();
        assertThat(resolution).isInstanceOf(Resolution.Invalid.class);
        return (Resolution.Invalid) resolution;
    }

    List<String> problems() {
        return invalid().problems();
    }

    List<String> problemsOrNone() {
        return resolution() instanceof Resolution.Invalid invalid ? invalid.problems() : List.of();
    }

    /** Returns the only problem. */
    String problem() {
        assertThat(problems()).hasSize(1);
        return problems().get(0);
    }
}
