package io.automigrate.bootstrap;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/** The words that this JVM was started with: its options, its program, and the program's arguments. */
final class JvmOptions {
    private static final String[] VARIABLES = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"};

    /** Options that name a file of further options. The launcher {@code java} reads the first, the JVM the others. */
    private static final String[] FILES = {"@", "-XX:VMOptionsFile=", "-XX:Flags="};

    private JvmOptions() {}

    /**
     * Returns the words. {@code RuntimeMXBean} would tell the options exactly but needs the module java.management and 20 ms; the
     * environment and the process's own command line say it for the price of a small file, on Linux, where containers are.
     */
    static List<String> ofThisProcess(Map<String, String> environment) {
        List<String> all = new ArrayList<>();
        for (String variable : VARIABLES) {
            String value = environment.get(variable);
            if (value != null) {
                all.addAll(words(value));
            }
        }
        try {
            all.addAll(Arrays.asList(read(new File("/proc/self/cmdline")).split("\0")));
        } catch (IOException e) {
            // The system is not Linux, or /proc is hidden, so only the variables are known.
            return all;
        }
        return all;
    }

    /** Returns the words of the file that an option names, without their quotes; the option itself when it names none. */
    static List<String> inFiles(String option) {
        for (String prefix : FILES) {
            if (option.startsWith(prefix)) {
                return inFile(new File(option.substring(prefix.length())), option);
            }
        }
        return Collections.singletonList(option);
    }

    private static List<String> inFile(File file, String option) {
        if (!file.isFile()) {
            return Collections.singletonList(option);
        }
        try {
            return words(read(file).replace("\"", "").replace("'", ""));
        } catch (IOException e) {
            // The JVM could read the file a moment ago. The option alone says nothing of a training run.
            return Collections.singletonList(option);
        }
    }

    /** By hand: the first regular expression of a JVM costs a millisecond, and every JVM of a container comes through here. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(text);
        while (tokens.hasMoreTokens()) {
            words.add(tokens.nextToken());
        }
        return words;
    }

    private static String read(File file) throws IOException {
        try (InputStream in = new FileInputStream(file)) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            byte[] buffer = new byte[4096];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                text.write(buffer, 0, n);
            }
            return new String(text.toByteArray(), StandardCharsets.UTF_8);
        }
    }
}
