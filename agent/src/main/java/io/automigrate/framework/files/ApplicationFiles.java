package io.automigrate.framework.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The files on the class path in which Spring Boot, Quarkus and Micronaut keep their settings, for the profiles that are on. */
final class ApplicationFiles {
    private static final String[] ENDS = {".properties", ".yml", ".yaml"};
    private static final String[] FOLDERS = {"", "config/"};
    private static final String MICROPROFILE = "META-INF/microprofile-config.properties";

    /** The settings of a document that name its profiles, in the versions of Spring Boot. */
    private static final String[] OF_PROFILE = {"spring.config.activate.on-profile", "spring.profiles"};

    private static final String[] NAME_PROFILES = {
        "spring.profiles.active", "spring.profiles.include", "quarkus.profile", "micronaut.environments"
    };

    private final ClassLoader loader;
    private final Set<String> profiles = new LinkedHashSet<>();
    private final Map<String, Map<String, String>> found = new HashMap<>();

    /**
     * @param loader the class loader of the application
     * @param profiles the values of the settings outside of the files that name profiles
     */
    ApplicationFiles(ClassLoader loader, List<String> profiles) {
        this.loader = loader;
        profiles.forEach(this::addProfiles);
    }

    /** Returns the values by the names of the files, without those of profiles that are off. */
    Map<String, Map<String, String>> read() {
        read("application");
        addFile(MICROPROFILE);
        // A profile may include others.
        for (int i = 0; i < profiles.size(); i++) {
            read("application-" + List.copyOf(profiles).get(i));
        }
        return found;
    }

    private void read(String name) {
        for (String folder : FOLDERS) {
            for (String end : ENDS) {
                addFile(folder + name + end);
            }
        }
    }

    private void addFile(String file) {
        Map<String, String> values = new HashMap<>();
        try {
            for (URL url : Collections.list(loader.getResources(file))) {
                values.putAll(values(file, lines(url)));
            }
        } catch (IOException e) {
            // The files serve a warning, and the application says itself what it can't read.
            return;
        }
        if (!values.isEmpty()) {
            found.put(file, values);
        }
        for (String name : NAME_PROFILES) {
            addProfiles(values.getOrDefault(name, ""));
        }
    }

    private void addProfiles(String names) {
        for (String name : names.split(",")) {
            if (!name.isBlank() && !name.contains("$")) {
                profiles.add(name.strip());
            }
        }
    }

    private static List<String> lines(URL url) throws IOException {
        java.net.URLConnection connection = url.openConnection();
        // The JVM would keep the jar open for all.
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream();
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    private Map<String, String> values(String file, List<String> lines) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (Map<String, String> document : file.endsWith(".properties") ? properties(lines) : YamlKeys.read(lines)) {
            if (isOn(document)) {
                document.forEach((key, value) -> addValue(key, value, values));
            }
        }
        return values;
    }

    private static List<Map<String, String>> properties(List<String> lines) throws IOException {
        List<Map<String, String>> documents = new ArrayList<>();
        for (String document : lines.stream().collect(Collectors.joining("\n")).split("(?m)^[#!]---\\s*$")) {
            java.util.Properties properties = new java.util.Properties();
            properties.load(new StringReader(document));
            Map<String, String> values = new HashMap<>();
            properties.forEach((key, value) -> values.put(key.toString(), value.toString()));
            documents.add(values);
        }
        return documents;
    }

    private boolean isOn(Map<String, String> document) {
        for (String name : OF_PROFILE) {
            String profile = document.getOrDefault(name, "");
            if (!profile.isEmpty() && Collections.disjoint(profiles, List.of(profile.split("\\s*[,|&]\\s*")))) {
                return false;
            }
        }
        return true;
    }

    /** In Quarkus a name begins with its profile: {@code %prod.quarkus.flyway.table}. */
    private void addValue(String key, String value, Map<String, String> values) {
        if (!key.startsWith("%")) {
            values.put(key, value);
            return;
        }
        int dot = key.indexOf('.');
        String profile = key.substring(1, Math.max(1, dot)).replace("\"", "");
        if (profiles.contains(profile) || profile.equals("prod") && profiles.isEmpty()) {
            values.put(key.substring(dot + 1), value);
        }
    }
}
