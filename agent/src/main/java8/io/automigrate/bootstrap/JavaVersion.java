package io.automigrate.bootstrap;

/** The Java that this JVM is, and whether the hidden part of the jar can run on it. */
final class JavaVersion {
    private static final int NEEDED = 17;

    private final String version;
    private final String home;
    private final int feature;

    JavaVersion(String specification, String version, String home) {
        this.version = version;
        this.home = home;
        this.feature = feature(specification);
    }

    static JavaVersion current() {
        return new JavaVersion(
                System.getProperty("java.specification.version"),
                System.getProperty("java.version"),
                System.getProperty("java.home"));
    }

    boolean isSupported() {
        return feature >= NEEDED;
    }

    String refusal() {
        return "auto-migrate needs Java " + NEEDED + " or newer, this is Java " + version + " in \"" + home + "\"";
    }

    /** Reads "1.8" as 8 and "17" as 17; what is no number at all is newer than anything known here. */
    private static int feature(String specification) {
        if (specification == null) {
            return NEEDED;
        }
        String text = specification.startsWith("1.") ? specification.substring(2) : specification;
        int end = 0;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end == 0 || end > 6 ? NEEDED : Integer.parseInt(text.substring(0, end));
    }
}
