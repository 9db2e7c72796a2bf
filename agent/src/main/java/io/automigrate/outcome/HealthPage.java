package io.automigrate.outcome;

import io.automigrate.text.Elapsed;
import java.time.Duration;
import java.util.List;

/** The page for browsers: the state of the start and its progress. The page needs nothing else, and reloads until the application answers. */
final class HealthPage {
    private static final int REFRESH_SECONDS = 2;
    private static final int MOST_FINISHED = 20;

    private static final String STYLE = "body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:4rem auto;"
            + "padding:0 1rem;color-scheme:light dark}"
            + "h1{font-size:1.4rem}h2{font-size:1.1rem}progress{width:100%}"
            + "code{overflow-wrap:anywhere}.quiet{opacity:.7}";

    /** Marks the part of the page that an answer replaces, and the answers that come from the agent. */
    private static final String MAIN = "<main id=\"auto-migrate\">";

    private static final String MAIN_END = "</main>";

    /**
     * Nothing answers between the agent's end and the application's first answer, and nothing answers after a failed start either. A page
     * that just reloads would become the browser's error page, so the script puts each answer of the agent into this page, and reloads the
     * page only for an answer of the application. An answer that arrives after a later question was answered is out of date.
     */
    private static final String SCRIPT = "let asked=0,newest=0,heard=new Date();"
            + "function isNew(turn){const is=turn>newest;newest=Math.max(newest,turn);return is}"
            + "function ask(){const turn=++asked;"
            + "fetch(location.href,{cache:'no-store'}).then(answer=>answer.text()).then(text=>{"
            + "if(!isNew(turn))return;"
            + "const from=text.indexOf('" + MAIN + "'),to=text.indexOf('" + MAIN_END + "');"
            + "if(from<0||to<0){location.reload();return}"
            + "heard=new Date();"
            + "document.querySelector('main').outerHTML=text.slice(from,to)+'" + MAIN_END + "';"
            + "document.title=document.querySelector('h1').textContent"
            + "},()=>{if(!isNew(turn))return;"
            + "const note=document.getElementById('note');"
            + "note.textContent='No answer since '+heard.toLocaleTimeString()+'. '+note.dataset.silent})}"
            + "setInterval(ask," + REFRESH_SECONDS * 1000 + ")";

    private HealthPage() {}

    static String of(Outcome outcome) {
        StringBuilder page = new StringBuilder(2048);
        String title = title(outcome);
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
        page.append("<noscript><meta http-equiv=\"refresh\" content=\"")
                .append(REFRESH_SECONDS)
                .append("\"></noscript>\n");
        page.append("<title>").append(title).append("</title>\n<style>").append(STYLE);
        page.append("</style>\n</head>\n<body>\n").append(MAIN).append("\n<h1>").append(title);
        page.append("</h1>\n<p id=\"note\" data-silent=\"").append(noteWhenSilent(outcome));
        page.append("\">").append(note(outcome)).append("</p>\n");
        for (DatabaseOutcome database : outcome.databases()) {
            append(database, page);
        }
        page.append("<p class=\"quiet\" id=\"elapsed\">")
                .append(seconds(outcome.elapsed()))
                .append(" since the start, on ")
                .append(escape(outcome.process().host()))
                .append("</p>\n")
                .append(MAIN_END)
                .append("\n<script>")
                .append(SCRIPT)
                .append("</script>\n</body>\n</html>\n");
        return page.toString();
    }

    private static String title(Outcome outcome) {
        if (outcome.verdict().isEmpty()) {
            return title(outcome.phase());
        }
        return switch (outcome.verdict().get()) {
            case SUCCEEDED -> "The schema is ready";
            case FAILED -> "The start failed";
            case INTERRUPTED -> "The start was interrupted";
        };
    }

    private static String title(Phase phase) {
        return switch (phase) {
            case STARTING -> "Reading the schema history";
            case WAITING -> "Waiting for the database";
            case LOCKED -> "Waiting for another instance that migrates";
            case BACKING_UP -> "Backing up the database";
            case MIGRATING -> "Migrating the database";
            case ENDED -> "Done";
        };
    }

    private static String note(Outcome outcome) {
        if (outcome.isApplicationStarting()) {
            return "The application is starting now.";
        }
        if (outcome.verdict().isEmpty()) {
            return "The application starts when its database is ready. This page reloads itself.";
        }
        return ended(outcome);
    }

    /** Returns the text for a page that gets no answer any more. A start that has failed stays failed. */
    private static String noteWhenSilent(Outcome outcome) {
        if (outcome.isApplicationStarting()) {
            return "The application was starting then.";
        }
        return outcome.verdict().isEmpty()
                ? "Either the application is starting now, or the start has failed: see the log of the container."
                : ended(outcome);
    }

    private static String ended(Outcome outcome) {
        String code = outcome.exitCode().isEmpty()
                ? ""
                : " with exit code " + outcome.exitCode().getAsInt();
        return "The process ends" + code + ", and the application does not start: see the log of the container.";
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
            String state = database.failure().isPresent() ? "Failed" : title(database.phase());
            page.append("<p class=\"state\">").append(state).append("</p>\n");
        }
        appendFinished(database.migrations(), page);
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

    /** Lists the scripts that have ended with their durations, the last one first. */
    private static void appendFinished(List<DatabaseOutcome.Migration> migrations, StringBuilder page) {
        if (migrations.isEmpty()) {
            return;
        }
        page.append("<ul class=\"finished\">\n");
        int first = Math.max(0, migrations.size() - MOST_FINISHED);
        for (int i = migrations.size() - 1; i >= first; i--) {
            DatabaseOutcome.Migration migration = migrations.get(i);
            page.append("<li><code>").append(escape(migration.script())).append("</code>: ");
            page.append(migration.applied() ? "applied in " : "failed after ");
            page.append(Elapsed.seconds(migration.duration())).append("</li>\n");
        }
        if (first > 0) {
            page.append("<li>and ").append(first).append(" before these</li>\n");
        }
        page.append("</ul>\n");
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
