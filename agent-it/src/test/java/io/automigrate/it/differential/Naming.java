package io.automigrate.it.differential;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The names and the encoding of scripts, as Flyway's settings name them. */
record Naming(String versioned, String repeatable, String separator, List<String> suffixes, Charset encoding) {
    private static final Naming DEFAULT = new Naming("V", "R", "__", List.of(".sql"), StandardCharsets.UTF_8);

    /** Flyway's default for half of the scenes, any other naming for the rest. */
    static Naming invent(Random random) {
        if (random.nextBoolean()) {
            return DEFAULT;
        }
        String[] versioned = {"V", "M", "v", "", "Change-"};
        String[] repeatable = {"R", "Rep", "x"};
        String[] separators = {"__", "_", "-", "___", "~"};
        List<List<String>> suffixes =
                List.of(List.of(".sql"), List.of(".psql", ".sql"), List.of("DB.sql"), List.of(".ddl", "y.ddl"));
        Charset[] encodings = {
            StandardCharsets.UTF_8, StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, Charset.forName("GB18030")
        };
        return new Naming(
                versioned[random.nextInt(versioned.length)],
                repeatable[random.nextInt(repeatable.length)],
                separators[random.nextInt(separators.length)],
                suffixes.get(random.nextInt(suffixes.size())),
                encodings[random.nextInt(encodings.length)]);
    }

    /** Returns the name in this naming of a script that is called {@code V1__a.sql} or {@code R__a.sql} in Flyway's default one. */
    String translate(String name) {
        int start = name.lastIndexOf('/') + 1;
        start = Math.max(start, name.startsWith("two:", start) ? start + 4 : start);
        String file = name.substring(start);
        char kind = file.isEmpty() ? ' ' : file.charAt(0);
        boolean conf = file.endsWith(".conf");
        String script = conf ? file.substring(0, file.length() - ".conf".length()) : file;
        if (this == DEFAULT || !script.regionMatches(true, script.length() - 4, ".sql", 0, 4)) {
            return name;
        }
        String stem = script.substring(0, script.length() - 4).replaceFirst("__", separator);
        String suffix = suffixes.get(Math.floorMod(file.hashCode(), suffixes.size()));
        boolean upper = script.endsWith(".SQL");
        String prefixed =
                kind == 'V' ? versioned + stem.substring(1) : kind == 'R' ? repeatable + stem.substring(1) : stem;
        return name.substring(0, start)
                + prefixed
                + (upper ? suffix.toUpperCase(Locale.ROOT) : suffix)
                + (conf ? ".conf" : "");
    }

    /** Returns the text in this encoding; bytes that are not UTF-8 stay as they are. */
    byte[] encode(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        boolean isText = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8);
        return isText && encoding != StandardCharsets.UTF_8 ? text.getBytes(encoding) : utf8;
    }
}
