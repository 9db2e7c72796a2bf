import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Writes the classes that pass each call of a JDBC interface on to another object: about 400 methods that nobody has to read or keep. The
 * build runs this file before it compiles the agent. The methods are those of Java 17, whichever JDK runs the build.
 *
 * <p>Arguments: the folder for the classes. Their package is {@code io.automigrate.engine.jdbc}.
 */
final class ForwardingClasses {
    private static final String PACKAGE = "io.automigrate.engine.jdbc";

    /** Methods of a connection that never ask the server, and that another thread may call. */
    private static final Set<String> LOCAL = Set.of("abort", "isClosed", "isWrapperFor", "unwrap");

    private static final String HOOKS = """

                /** Called before each call of the inner connection, which may ask the server. */
                protected void callBegins() {}

                /** Called after each call for which {@link #callBegins} was called. */
                protected void callEnds() {}
            """;

    private ForwardingClasses() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0], PACKAGE.replace('.', '/'));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaCompiler.CompilationTask task = compiler.getTask(
                null, null, null, List.of("--release", "17", "-proc:only"), List.of("java.sql.Connection"), null);
        task.setProcessors(List.of(new Writer(folder)));
        if (!task.call()) {
            throw new IllegalStateException("the interfaces of JDBC cannot be read");
        }
    }

    /** The compiler knows the interfaces of another Java release, and shows them to annotation processors only. */
    @SupportedAnnotationTypes("*")
    private static final class Writer extends AbstractProcessor {
        private final Path folder;

        Writer(Path folder) {
            this.folder = folder;
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latest();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (round.processingOver()) {
                return false;
            }
            try {
                Files.createDirectories(folder);
                write("Connection", "");
                write("Statement", "");
                write("PreparedStatement", "DelegatingStatement");
                write("CallableStatement", "DelegatingPreparedStatement");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return false;
        }

        /**
         * @param name the interface below java.sql
         * @param parent the class that serves the interface's own parent, if it has one that is served already
         */
        private void write(String name, String parent) throws IOException {
            TypeElement type = processingEnv.getElementUtils().getTypeElement("java.sql." + name);
            List<? extends Element> members =
                    parent.isEmpty() ? processingEnv.getElementUtils().getAllMembers(type) : type.getEnclosedElements();
            Set<String> methods = new TreeSet<>();
            for (ExecutableElement method : ElementFilter.methodsIn(members)) {
                if (method.getEnclosingElement().getKind().isInterface()
                        && !method.getModifiers().contains(Modifier.STATIC)) {
                    methods.add(method(method, name.equals("Connection")));
                }
            }
            String constructor = parent.isEmpty()
                    ? "(" + name + " inner) {\n"
                    : "(" + name
                            + " inner, DelegatingConnection connection, String sql) {\n        super(inner, connection, sql);\n";
            String text = "package " + PACKAGE
                    + ";\n\n/** Passes each call on; made by ForwardingClasses. */\nabstract class Forwarding" + name
                    + (parent.isEmpty() ? "" : " extends " + parent) + " implements java.sql." + name + " {\n"
                    + "    private final java.sql." + name + " inner;\n\n    Forwarding" + name
                    + constructor.replaceFirst("\\(", "(java.sql.") + "        this.inner = inner;\n    }\n"
                    + (name.equals("Connection") ? HOOKS : "")
                    + String.join("", methods) + "}\n";
            Files.writeString(folder.resolve("Forwarding" + name + ".java"), text);
        }

        private static String method(ExecutableElement method, boolean isAnnounced) {
            List<String> parameters = new ArrayList<>();
            List<String> arguments = new ArrayList<>();
            method.getParameters().forEach(parameter -> {
                arguments.add("p" + arguments.size());
                parameters.add(parameter.asType() + " " + arguments.get(arguments.size() - 1));
            });
            String generics =
                    method.getTypeParameters().stream().map(Object::toString).collect(Collectors.joining(", "));
            String failures =
                    method.getThrownTypes().stream().map(Object::toString).collect(Collectors.joining(", "));
            boolean deprecated = method.getAnnotation(Deprecated.class) != null;
            String call = (method.getReturnType().toString().equals("void") ? "" : "return ") + "inner."
                    + method.getSimpleName() + "(" + String.join(", ", arguments) + ");";
            boolean hasHooks =
                    isAnnounced && !LOCAL.contains(method.getSimpleName().toString());
            return "\n    @Override\n" + (deprecated ? "    @Deprecated\n    @SuppressWarnings(\"deprecation\")\n" : "")
                    + "    public "
                    + (generics.isEmpty() ? "" : "<" + generics + "> ") + method.getReturnType() + " "
                    + method.getSimpleName() + "("
                    + String.join(", ", parameters) + ")" + (failures.isEmpty() ? "" : " throws " + failures)
                    + " {\n        "
                    + (hasHooks
                            ? "callBegins();\n        try {\n            " + call
                                    + "\n        } finally {\n            callEnds();\n        }"
                            : call)
                    + "\n    }\n";
        }
    }
}
