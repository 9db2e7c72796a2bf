package example;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** The application that looks at its own JVM when it has asked its question: what does it hold, what did it load? */
public final class Footprint {
    private Footprint() {}

    /** Prints it, bytes and kilobytes as the JVM and the kernel count them. */
    public static void main(String[] args) throws SQLException, IOException, InterruptedException {
        FirstQuery.ask();
        printPeak();
        System.out.println(
                "classes loaded: " + ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
        // The loader of the agent's classes goes when the threads are gone that used it, and their frames.
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
        }
        System.out.println(
                "classes held: " + ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
        System.out.println("heap held: "
                + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        long metaspace = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getName().equals("Metaspace")) {
                metaspace = pool.getUsage().getUsed();
            }
        }
        System.out.println("metaspace held: " + metaspace);
        System.out.println("threads: " + ManagementFactory.getThreadMXBean().getThreadCount());
    }

    private static void printPeak() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                System.out.println("most memory: " + line.replaceAll("[^0-9]", ""));
            }
        }
    }
}
