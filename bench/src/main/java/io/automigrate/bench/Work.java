package io.automigrate.bench;

import java.util.List;

/** The kinds of work that take processor time in a JVM. The name of the thread, then the library and the function of a sample tell which. */
enum Work {
    COMPILER_1("the JVM's quick compiler (C1)"),
    COMPILER_2("the JVM's thorough compiler (C2)"),
    JAVA("Java code, interpreted and compiled"),
    PARSING("classes: reading them", "ClassFileParser", "ClassFileStream"),
    VERIFYING("classes: verifying them", "ClassVerifier", "StackMap", "VerificationType", "Verifier"),
    LINKING(
            "classes: linking, names and methods",
            "SymbolTable",
            "Rewriter",
            "InstanceKlass",
            "Method::",
            "AdapterHandler",
            "Metaspace"),
    JVM("the rest of the JVM"),
    SYSTEM("the system: files, network, memory, threads");

    private final String title;
    private final List<String> functions;

    Work(String title, String... functions) {
        this.title = title;
        this.functions = List.of(functions);
    }

    String title() {
        return title;
    }

    /**
     * Returns the kind of work of a sample.
     *
     * @param thread the name of the thread, of which the system keeps 15 characters
     * @param library the file that the code is from; compiled code and the interpreter are in none
     * @param function the name of the function, if the library tells
     */
    static Work of(String thread, String library, String function) {
        if (thread.startsWith("C1 ")) {
            return COMPILER_1;
        }
        if (thread.startsWith("C2 ")) {
            return COMPILER_2;
        }
        if (library.startsWith("[JIT]") || library.startsWith("//anon") || library.equals("[unknown]")) {
            return JAVA;
        }
        if (!library.startsWith("libjvm")) {
            return SYSTEM;
        }
        for (Work work : List.of(PARSING, VERIFYING, LINKING)) {
            if (work.functions.stream().anyMatch(function::contains)) {
                return work;
            }
        }
        return JVM;
    }
}
