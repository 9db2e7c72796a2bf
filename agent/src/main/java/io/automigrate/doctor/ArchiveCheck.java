package io.automigrate.doctor;

import io.automigrate.host.LaunchCommand;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Tells whether the JVM uses the archive of classes that its options name (AppCDS, AOT cache). The JVM drops an archive that does not fit and
 * starts without it, only more slowly; with an agent this happens to each cache that was trained without one.
 *
 * @param options the options of the JVM
 * @param mainClass a class that the archive is likely to hold; empty when it is not known
 * @param loadedClasses returns one line for each loaded class: a number, a colon, the letter {@code s} if the class is from an archive, and the
 *     name; an empty text where the JVM does not tell
 */
record ArchiveCheck(List<String> options, String mainClass, Supplier<String> loadedClasses) {
    private static final String CACHE = "-XX:AOTCache=";
    private static final String ARCHIVE = "-XX:SharedArchiveFile=";

    private static final String MARK = ": s ";
    private static final List<String> OF_THE_JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "[");

    static ArchiveCheck ofThisProcess() {
        boolean isKnown = ModuleLayer.boot().findModule("jdk.management").isPresent();
        return new ArchiveCheck(
                isKnown ? ManagementFactory.getRuntimeMXBean().getInputArguments() : List.of(),
                LaunchCommand.ofThisJvm().mainClass(),
                ArchiveCheck::classesOfThisJvm);
    }

    void check(CheckedSubject findings) {
        for (String option : options) {
            if (option.startsWith(CACHE)) {
                check(
                        option,
                        "train the cache with the agent attached, or with the option --add-modules=java.instrument, by the same JDK and"
                                + " from the same files; -Xlog:aot,class+path shows the reason",
                        findings);
            } else if (option.startsWith(ARCHIVE)) {
                check(
                        option,
                        "make the archive by the same JDK and from the same files; -Xlog:cds,class+path shows the reason",
                        findings);
            }
        }
    }

    private void check(String option, String remedy, CheckedSubject findings) {
        int equals = option.indexOf('=');
        String file = option.substring(equals + 1);
        String name = option.substring(0, equals);
        loadMainClass();
        String classes = loadedClasses.get();
        if (classes.isEmpty()) {
            return;
        }
        if (classes.lines().anyMatch(ArchiveCheck::isArchivedApplication)) {
            findings.ok("The JVM takes the application's classes from \"" + file + "\" (" + name + ")");
        } else {
            findings.warn(
                    "The JVM does not take the application's classes from \"" + file + "\" (" + name + ")", remedy);
        }
    }

    /** Classes of the JDK may also come from the JDK's own archive. */
    private static boolean isArchivedApplication(String line) {
        int mark = line.indexOf(MARK);
        if (mark < 0) {
            return false;
        }
        String type = line.substring(mark + MARK.length()).strip();
        return OF_THE_JDK.stream().noneMatch(type::startsWith);
    }

    /** Loads the class without initialising it: {@code main} has not begun, and perhaps no class of the application is loaded yet. */
    private void loadMainClass() {
        try {
            Class.forName(mainClass, false, ClassLoader.getSystemClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // The JVM reports this itself when it calls main.
        }
    }

    /** Asks HotSpot as {@code jcmd VM.metaspace} does; other JVMs have no such command. */
    private static String classesOfThisJvm() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "vmMetaspace",
                            new Object[] {new String[] {"show-loaders", "show-classes"}},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            return "";
        }
    }
}
