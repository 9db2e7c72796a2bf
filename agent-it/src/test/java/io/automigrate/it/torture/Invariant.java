package io.automigrate.it.torture;

/** What must be true after every run. */
enum Invariant {
    EFFECT("each script has its effect exactly once, or the start says what to do"),
    EXIT_CODE("the process ends with the exit code that the documents name"),
    INSTRUCTION("a program that follows the block to the letter mends the schema"),
    TRUTH("what the block says of the schema is so"),
    NOTHING_LEFT("no session, no lock, no process and no file of an ended start is left"),
    END("every start ends"),
    OUTPUT("no stack trace and no line of another library is on standard error"),
    SECRET("no secret is in any output"),
    ANSWER("every probe of the health port is answered in time");

    private final String sentence;

    Invariant(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
