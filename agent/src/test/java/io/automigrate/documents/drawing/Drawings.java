package io.automigrate.documents.drawing;

import java.util.List;
import java.util.Map;

/** The drawings of the documents, by the name of their file in docs/drawings. */
final class Drawings {
    private Drawings() {}

    static Map<String, Svg> all(List<String> log) {
        return Map.of(
                "start.svg", start(log),
                "life-of-a-start.svg", lifeOfAStart(),
                "class-loaders.svg", classLoaders(),
                "replicas.svg", replicas(),
                "transactions.svg", transactions(),
                "hosts.svg", hosts());
    }

    /** A terminal with the log of a real start, which DocumentedOutputIT compares with the README. */
    private static Svg start(List<String> log) {
        int width = 1010;
        Svg svg = new Svg(width, 86 + 22 * log.size(), "The log of a start");
        svg.rectangle("", 5, 5, width - 10, 76 + 22 * log.size());
        svg.text(
                "mono soft", 20, 32, "$ docker run -e JAVA_TOOL_OPTIONS=-javaagent:/auto-migrate-agent.jar shop:1.2.3");
        int y = 58;
        for (String line : log) {
            String shown = line.replaceFirst("^INFO +", "");
            svg.text("mono", 20, y, shown.length() > 118 ? shown.substring(0, 117) + "…" : shown);
            y += 22;
        }
        return svg.text("mono soft", 20, y + 4, "… and the application starts");
    }

    private static Svg lifeOfAStart() {
        Svg svg = new Svg(980, 390, "The life of a start");
        svg.box("", 20, 30, 150, 74, "The JVM starts", "JAVA_TOOL_OPTIONS", "names the agent");
        svg.arrow(170, 67, 210, 67);
        svg.box("ours", 210, 30, 160, 74, "Settings", "variables, files, or", "the application's own");
        svg.arrow(370, 67, 410, 67);
        svg.box("ours", 410, 30, 160, 74, "Host", "wait for the class loader", "that has the scripts");
        svg.arrow(570, 67, 610, 67);
        svg.box("ours", 610, 30, 160, 74, "Database", "wait for a login,", "with one deadline");
        svg.arrow(770, 67, 810, 67);
        svg.box("ours", 810, 30, 150, 74, "Compare", "scripts and history,", "one SELECT");
        svg.arrow(885, 104, 885, 160);
        svg.text("soft", 780, 138, "up to date");
        svg.box("good", 810, 160, 150, 74, "main", "the application runs;", "nothing of us is left");
        svg.line("", 840, 104, 840, 120).line("", 840, 120, 690, 120).arrow(690, 120, 690, 160);
        svg.text("soft", 700, 116, "pending");
        svg.box(
                "ours",
                610,
                160,
                160,
                90,
                "Migrate",
                "Flyway's lock, backup,",
                "scripts, history;",
                "progress in the log");
        svg.arrow(770, 197, 810, 197);
        svg.box("", 210, 160, 160, 74, "Another program", "java -version, keytool:", "the agent does nothing");
        svg.arrow(290, 104, 290, 160);
        svg.box(
                "bad",
                210,
                290,
                560,
                74,
                "A failure at any step: the application does not start",
                "one block in the log: what failed, the state of the schema, what to do",
                "the exit code shows who has to act: 64 65 69 70 73 75 77 78");
        svg.arrow(690, 250, 690, 290);
        svg.line("dash", 490, 104, 490, 290);
        return svg;
    }

    private static Svg classLoaders() {
        Svg svg = new Svg(900, 400, "The class loaders");
        svg.box("", 320, 20, 260, 56, "Platform class loader", "the JDK, java.sql");
        svg.box(
                "",
                320,
                130,
                260,
                74,
                "System class loader",
                "the application's class path,",
                "and the agent's bootstrap: a few classes");
        svg.arrow(450, 130, 450, 76);
        svg.box(
                "ours",
                20,
                130,
                250,
                106,
                "AgentClassLoader",
                "am/….classdata inside the jar:",
                "the agent, Flyway, HikariCP, tinylog;",
                "the application cannot see it;",
                "unloaded before main");
        svg.arrow(200, 130, 320, 60);
        svg.box(
                "",
                320,
                260,
                260,
                90,
                "The application's class loader",
                "Spring Boot, Quarkus or a server:",
                "scripts, driver, its own Flyway");
        svg.arrow(450, 260, 450, 204);
        svg.box(
                "ours",
                630,
                260,
                250,
                106,
                "The engine, once more",
                "only for Java migrations:",
                "the package engine of the agent",
                "below the application's loader,",
                "against the application's Flyway");
        svg.arrow(630, 305, 580, 305);
        svg.line("dash", 270, 215, 320, 290);
        svg.text("soft", 60, 290, "reads the scripts and asks the driver");
        svg.text("soft", 60, 306, "through the application's loader");
        return svg;
    }

    private static Svg replicas() {
        Svg svg = new Svg(940, 330, "Who waits for whom among many replicas");
        String[] names = {"Replica A", "Replica B", "Replica C", "Replica D, later"};
        for (int i = 0; i < names.length; i++) {
            svg.text("title", 20, 58 + 64 * i, names[i]);
            svg.line("dash", 150, 53 + 64 * i, 920, 53 + 64 * i);
        }
        svg.box("ours", 150, 30, 90, 46, "look", "1 SELECT");
        svg.box("ours", 250, 30, 330, 46, "holds Flyway's lock: V8, V9", "logs its progress");
        svg.box("good", 590, 30, 120, 46, "main");
        svg.box("ours", 150, 94, 90, 46, "look", "1 SELECT");
        svg.box("", 250, 94, 330, 46, "waits", "at most AUTO_MIGRATE_LOCK_TIMEOUT; logs the holder");
        svg.box("ours", 590, 94, 120, 46, "look again", "nothing pending");
        svg.box("good", 720, 94, 120, 46, "main");
        svg.box("ours", 150, 158, 90, 46, "look", "1 SELECT");
        svg.box("", 250, 158, 260, 46, "waits; the deadline comes first");
        svg.box("bad", 520, 158, 190, 46, "exit code 75", "the platform starts it again");
        svg.box("ours", 720, 222, 90, 46, "look", "1 SELECT");
        svg.box("good", 820, 222, 100, 46, "main");
        svg.arrow(150, 300, 920, 300);
        svg.text("soft", 860, 318, "time");
        return svg;
    }

    private static Svg transactions() {
        Svg svg = new Svg(960, 330, "What is in which transaction");
        svg.text("title", 20, 30, "PostgreSQL, SQLite").text("title", 340, 30, "PostgreSQL behind a pooler");
        svg.text("title", 660, 30, "MariaDB, MySQL, Oracle, H2");
        svg.rectangle("good", 20, 50, 280, 170).text("soft", 32, 70, "one transaction");
        svg.box("", 40, 84, 240, 34, "statement 1");
        svg.box("", 40, 126, 240, 34, "statement 2");
        svg.box("ours", 40, 168, 240, 34, "row in the history");
        svg.rectangle("good", 340, 50, 280, 128).text("soft", 352, 70, "one transaction");
        svg.box("", 360, 84, 240, 34, "statement 1");
        svg.box("", 360, 126, 240, 34, "statement 2");
        svg.rectangle("good", 340, 186, 280, 52);
        svg.box("ours", 360, 195, 240, 34, "row in the history");
        svg.rectangle("good", 660, 50, 280, 52).box("", 680, 59, 240, 34, "statement 1");
        svg.rectangle("good", 660, 110, 280, 52).box("", 680, 119, 240, 34, "statement 2");
        svg.rectangle("good", 660, 170, 280, 52).box("ours", 680, 179, 240, 34, "row in the history");
        svg.text("soft", 20, 262, "A kill leaves all or nothing.")
                .text("soft", 20, 280, "The next start runs the script again.");
        svg.text("soft", 340, 262, "A kill between the two leaves a script")
                .text("soft", 340, 280, "without its row. Give the agent a direct URL.");
        svg.text("soft", 660, 262, "A kill leaves what came before it. Write one")
                .text("soft", 660, 280, "statement that changes tables per script.");
        svg.text("soft", 20, 312, "Around all of it: Flyway's lock, so that one instance applies a script at a time.");
        return svg;
    }

    private static Svg hosts() {
        String[][] rows = {
            {"plain application", "premain", "main"},
            {"Spring Boot jar", "environment complete, or Launcher.launch", "first bean"},
            {"Quarkus", "first step of the start at run time", "first bean"},
            {"Micronaut", "environment started", "first bean"},
            {"Tomcat, TomEE", "web application's class loader started", "listeners, servlets, EJBs"},
            {"Jetty", "web application's class path set up", "initialisers"},
            {"WildFly", "deployment's module there", "EJBs, web part"},
            {"Open Liberty", "module starts", "EJBs, web part"},
            {"Payara", "application loaded", "application started"},
        };
        Svg svg = new Svg(900, 70 + 38 * rows.length, "Where each host is hooked");
        svg.text("soft", 20, 28, "host")
                .text("soft", 230, 28, "the migration happens when …")
                .text("soft", 620, 28, "and before …");
        int y = 44;
        for (String[] row : rows) {
            svg.text("title", 20, y + 20, row[0]);
            svg.rectangle("ours", 220, y, 350, 30).text("", 232, y + 20, row[1]);
            svg.arrow(570, y + 15, 610, y + 15);
            svg.rectangle("good", 610, y, 260, 30).text("", 622, y + 20, row[2]);
            y += 38;
        }
        return svg;
    }
}
