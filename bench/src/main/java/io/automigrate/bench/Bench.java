package io.automigrate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Measures starts, as whole processes. {@code mvn -Pbench …}, see docs/performance.md. */
public final class Bench {
    private Bench() {}

    /**
     * Measures, prints the tables and writes them beside a JSON file.
     *
     * @param args the number of rounds, the folder for results, and the parts to measure, with commas between them; all if it is
     *     empty
     */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[1]).toAbsolutePath());
        String machine = Machine.describe();
        Results results = new Results(Integer.parseInt(args[0]));
        Map<String, Part> parts = parts(new Subject(Files.createTempDirectory(folder, "run-")));
        try {
            for (Part part : chosen(parts, args[2])) {
                part.measure(results);
                write(new Report(machine, results.all()), folder);
            }
        } catch (Exception e) {
            // The servers' threads would keep this JVM alive.
            LoggerFactory.getLogger(Bench.class).error("The benchmark was given up", e);
            System.exit(1);
        }
        System.out.println(new Report(machine, results.all()).table());
        System.exit(0);
    }

    /** After each part: a part that fails leaves those before it. */
    private static void write(Report report, Path folder) throws IOException {
        Files.writeString(folder.resolve("bench.md"), report.table());
        Files.writeString(folder.resolve("bench.json"), report.json());
        Files.writeString(folder.resolve("cost.svg"), new CostChart(report.json()).svg());
    }

    private static Map<String, Part> parts(Subject subject) {
        Map<String, Part> parts = new LinkedHashMap<>();
        Path spring = Path.of(System.getProperty("bench.spring"));
        Path quarkus = Path.of(System.getProperty("bench.quarkus"));
        for (Limit limit : Limit.available()) {
            parts.put("start" + limit.suffix(), new UpToDate(subject, limit));
            parts.put("spring" + limit.suffix(), new SpringBoot(subject, spring, limit));
            parts.put("quarkus" + limit.suffix(), new Quarkus(subject, quarkus, limit));
        }
        parts.put("out", new StayingOut(subject));
        parts.put("question", new Question(subject));
        parts.put("archive", new ClassArchives(subject, spring));
        if (Profile.isAvailable()) {
            parts.put("profile", new Profile(subject));
        }
        parts.put("hook", new HookAlone(subject, spring));
        parts.put("late", new LateDatabase(subject));
        parts.put("pending", new Pending(subject, given("bench.scale").isPresent()));
        parts.put("scale", new ManyScripts(subject));
        parts.put("tenants", new Tenants(subject));
        parts.put("restart", new Restart(subject));
        parts.put("memory", new Memory(subject));
        return parts;
    }

    private static Optional<String> given(String property) {
        return Optional.ofNullable(System.getProperty(property)).filter(value -> !value.isBlank());
    }

    private static List<Part> chosen(Map<String, Part> parts, String names) {
        if (names.isBlank()) {
            return List.copyOf(parts.values());
        }
        return List.of(names.split(",")).stream()
                .map(name -> Optional.ofNullable(parts.get(name.trim()))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "bench.only=\"" + names + "\": \"" + name + "\" is none of " + parts.keySet())))
                .toList();
    }
}
