package io.automigrate.outcome;

import java.time.Duration;

/** The page for people: what the start is at, and how far. Complete in itself, and reloads itself until the application answers. */
final class HealthPage {
    private static final int REFRESH_SECONDS = 2;

    private static final String STYLE = "body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:4rem auto;"
            + "padding:0 1rem;color-scheme:light dark}"
            + "h1{font-size:1.4rem}h2{font-size:1.1rem}progress{width:100%}"
            + "code{overflow-wrap:anywhere}.quiet{opacity:.7}";

    /** Nobody answers between the agent's end and the application's first word: a page that just reloads would become an error there. */
    private static final String SCRIPT =
            "setInterval(async()=>{try{await fetch(location.href,{cache:'no-store'});location.reload()}"
                    + "catch(e){document.getElementById('note').textContent='The application is starting.'}},"
                    + REFRESH_SECONDS * 1000 + ")";

    private HealthPage() {}

    static String of(Outcome outcome) {
        StringBuilder page = new StringBuilder(2048);
        String title = title(outcome.phase());
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
        page.append("<noscript><meta http-equiv=\"refresh\" content=\"")
                .append(REFRESH_SECONDS)
                .append("\"></noscript>\n");
        page.append("<title>").append(title).append("</title>\n<style>").append(STYLE);
        page.append("</style>\n</head>\n<body>\n<h1>").append(title).append("</h1>\n");
        page.append("<p id=\"note\">The application is not started yet: its database comes first."
                + " This page reloads itself.</p>\n");
        for (DatabaseOutcome database : outcome.databases()) {
            append(database, page);
        }
        page.append("<p class=\"quiet\" id=\"elapsed\">")
                .append(seconds(outcome.elapsed()))
                .append(" since the start, on ")
                .append(escape(outcome.process().host()))
                .append("</p>\n<script>")
                .append(SCRIPT)
                .append("</script>\n</body>\n</html>\n");
        return page.toString();
    }

    private static String title(Phase phase) {
        return switch (phase) {
            case STARTING -> "Looking at the database";
            case WAITING -> "Waiting for the database";
            case LOCKED -> "Waiting for another instance that migrates";
            case BACKING_UP -> "Backing up the database";
            case MIGRATING -> "Migrating the database";
            case ENDED -> "Done";
        };
    }

    private static void append(DatabaseOutcome database, StringBuilder page) {
        page.append("<section>\n");
        if (!database.name().isEmpty()) {
            page.append("<h2>").append(escape(database.name())).append("</h2>\n");
        }
        database.waiting().ifPresent(waiting -> page.append("<p class=\"state\">")
                .append(title(database.phase()))
                .append(": ")
                .append(seconds(waiting.elapsed()))
                .append(" of ")
                .append(seconds(waiting.limit()))
                .append("</p>\n"));
        database.running().ifPresent(running -> append(running, database.applied(), page));
        if (database.running().isEmpty() && database.waiting().isEmpty()) {
            page.append("<p class=\"state\">").append(title(database.phase())).append("</p>\n");
        }
        page.append("</section>\n");
    }

    private static void append(DatabaseOutcome.Running running, int applied, StringBuilder page) {
        page.append("<p class=\"state\"><span id=\"number\">")
                .append(running.number())
                .append(" of ")
                .append(running.total())
                .append("</span>: <code id=\"script\">")
                .append(escape(running.script()))
                .append("</code>, ")
                .append(seconds(running.elapsed()));
        if (running.statement() > 0) {
            page.append(", statement ").append(running.statement());
            page.append(running.line() > 0 ? " (line " + running.line() + ")" : "");
        }
        page.append("</p>\n<progress max=\"")
                .append(running.total())
                .append("\" value=\"")
                .append(applied)
                .append("\"></progress>\n");
    }

    private static String seconds(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
