package io.automigrate.it.app;

import java.nio.file.Path;
import java.util.List;

/**
 * The application that a test packs and starts.
 *
 * @param main a class of {@code src/apps}
 * @param scripts the migration scripts of the application
 * @param libraries the jars that the application needs, for example the driver
 * @param arguments the arguments of {@code main}
 */
public record Application(Class<?> main, Scripts scripts, List<Path> libraries, List<String> arguments) {

    /** Returns an application without scripts, libraries and arguments. */
    public static Application of(Class<?> main) {
        return new Application(main, Scripts.none(), List.of(), List.of());
    }

    /** Returns this application with these scripts. */
    public Application with(Scripts scripts) {
        return new Application(main, scripts, libraries, arguments);
    }

    /** Returns this application with these libraries. */
    public Application with(Library... libraries) {
        List<Path> files = List.of(libraries).stream().map(Library::file).toList();
        return new Application(main, scripts, files, arguments);
    }

    /** Returns this application with these arguments. */
    public Application with(String... arguments) {
        return new Application(main, scripts, libraries, List.of(arguments));
    }

    /** Returns the folder of the compiled applications. */
    public static Path classes() {
        return Path.of(System.getProperty("it.apps"));
    }

    String[] argumentArray() {
        return arguments.toArray(String[]::new);
    }
}
