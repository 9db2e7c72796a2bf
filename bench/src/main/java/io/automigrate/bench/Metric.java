package io.automigrate.bench;

/** The measurements of a start. The applications print some of them, one line each. */
enum Metric {
    PROCESS("process, ms", "processMillis", Shown.COMPARED),
    /** User and system time of all processes of the command. */
    PROCESSOR("processor time, ms", "processorMillis", Shown.COMPARED),
    /** The time that one more up-to-date tenant takes, beside a start with one tenant. */
    PER_TENANT("more for each tenant, ms", "perTenantMillis", Shown.FRACTION),
    FIRST_QUERY("first query after main began, ms", "firstQueryMillis", "first query: ", 1e-3),
    MAIN_AFTER_PORT("main after the port opened, ms", "mainAfterPortMillis", Shown.WITH_WORST),
    CLASSES_LOADED("classes loaded", "classesLoaded", "classes loaded: ", 1),
    CLASSES_HELD("classes held", "classesHeld", "classes held: ", 1),
    HEAP_HELD("heap held, KB", "heapHeldKilobytes", "heap held: ", 1.0 / 1024),
    METASPACE_HELD("metaspace held, KB", "metaspaceHeldKilobytes", "metaspace held: ", 1.0 / 1024),
    THREADS("threads", "threads", "threads: ", 1),
    PEAK_MEMORY("most memory of the process, MB", "peakMemoryMegabytes", "most memory: ", 1.0 / 1024);

    /** The value in the table besides the median. */
    enum Shown {
        ALONE,
        /** Nothing, and the median has two decimals. */
        FRACTION,
        /** The ratio to the first command, and what it takes more. */
        COMPARED,
        /** The worst run. */
        WITH_WORST
    }

    private final String title;
    private final String key;
    private final Shown shown;
    private final String mark;
    private final double unit;

    Metric(String title, String key, Shown shown) {
        this(title, key, shown, "", 1);
    }

    Metric(String title, String key, String mark, double unit) {
        this(title, key, Shown.ALONE, mark, unit);
    }

    Metric(String title, String key, Shown shown, String mark, double unit) {
        this.title = title;
        this.key = key;
        this.shown = shown;
        this.mark = mark;
        this.unit = unit;
    }

    String title() {
        return title;
    }

    /** Returns the name of the metric in the JSON file. */
    String key() {
        return key;
    }

    Shown shown() {
        return shown;
    }

    boolean isPrinted() {
        return !mark.isEmpty();
    }

    /** Returns the text before the number in the line that the application prints. */
    String mark() {
        return mark;
    }

    /** Returns the factor for a printed number. */
    double unit() {
        return unit;
    }
}
