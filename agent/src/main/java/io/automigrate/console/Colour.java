package io.automigrate.console;

/** The colours for good, doubtful and bad results. */
public enum Colour {
    NONE(0),
    GREEN(32),
    YELLOW(33),
    RED(31);

    private final int code;

    Colour(int code) {
        this.code = code;
    }

    /** Returns the number in the escape sequence (ECMA-48, SGR). */
    int code() {
        return code;
    }
}
