package io.automigrate.it.app;

import io.automigrate.it.jvm.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The ways in which applications come. */
public enum Packaging {
    /** Classes and resources in folders, as a build tool starts an application. */
    FOLDERS {
        @Override
        ChildJvm pack(ChildJvm jvm, Application app, Path folder) throws IOException {
            Folders.copy(Application.classes(), Files.createDirectories(folder).resolve("classes"));
            app.scripts().writeTo(folder.resolve("resources"));
            return jvm.main(
                    classPath(app, folder.resolve("classes"), folder.resolve("resources")),
                    app.main(),
                    app.argumentArray());
        }
    },
    JAR {
        @Override
        ChildJvm pack(ChildJvm jvm, Application app, Path folder) throws IOException {
            Path jar = jar(app).write(folder.resolve("app.jar"));
            return jvm.main(classPath(app, jar), app.main(), app.argumentArray());
        }
    },
    JAR_WITHOUT_DIRECTORY_ENTRIES {
        @Override
        ChildJvm pack(ChildJvm jvm, Application app, Path folder) throws IOException {
            Path jar = jar(app).withoutDirectoryEntries().write(folder.resolve("app.jar"));
            return jvm.main(classPath(app, jar), app.main(), app.argumentArray());
        }
    },
    /** The class path of start scripts: {@code -cp 'lib/*'}. */
    WILDCARD {
        @Override
        ChildJvm pack(ChildJvm jvm, Application app, Path folder) throws IOException {
            Path lib = folder.resolve("lib");
            jar(app).write(lib.resolve("app.jar"));
            copyLibraries(app, lib);
            return jvm.main(List.of(lib.resolve("*")), app.main(), app.argumentArray());
        }
    },
    /** As Jib lays an image out: classes, resources and libraries in folders, the class path in a file of arguments. */
    JIB {
        @Override
        ChildJvm pack(ChildJvm jvm, Application app, Path folder) throws IOException {
            Folders.copy(Application.classes(), Files.createDirectories(folder).resolve("classes"));
            app.scripts().writeTo(folder.resolve("resources"));
            copyLibraries(app, folder.resolve("libs"));
            String classPath =
                    folder.resolve("resources") + ":" + folder.resolve("classes") + ":" + folder.resolve("libs/*");
            Path file = Files.writeString(folder.resolve("jib-classpath-file"), "\"" + classPath + "\"");
            return jvm.options("-cp", "@" + file).application(app.main().getName(), app.argumentArray());
        }
    },
    /** The class path in the variable CLASSPATH. */
    CLASSPATH_VARIABLE {
        @Override
        ChildJvm pack(ChildJvm jvm, Application app, Path folder) throws IOException {
            Path lib = folder.resolve("lib");
            jar(app).write(lib.resolve("app.jar"));
            copyLibraries(app, lib);
            return jvm.environment("CLASSPATH", lib + "/*")
                    .application(app.main().getName(), app.argumentArray());
        }
    },
    /** Every script in a jar of its own, in the same folder of all of them. */
    SEVERAL_JARS {
        @Override
        ChildJvm pack(ChildJvm jvm, Application app, Path folder) throws IOException {
            List<Path> jars = new ArrayList<>();
            jars.add(new JarBuilder().add(Application.classes()).write(folder.resolve("app.jar")));
            for (Map.Entry<String, byte[]> script : app.scripts().files().entrySet()) {
                Path jar = folder.resolve("scripts-" + jars.size() + ".jar");
                jars.add(
                        new JarBuilder().add(script.getKey(), script.getValue()).write(jar));
            }
            return jvm.main(classPath(app, jars.toArray(Path[]::new)), app.main(), app.argumentArray());
        }
    },
    /** {@code java -jar}, libraries named by the manifest. */
    EXECUTABLE_JAR {
        @Override
        ChildJvm pack(ChildJvm jvm, Application app, Path folder) throws IOException {
            Path jar = jar(app).mainClass(app.main())
                    .classPath(copyLibraries(app, folder.resolve("lib")))
                    .write(folder.resolve("app.jar"));
            return jvm.jar(jar, app.argumentArray());
        }
    },
    /** {@code java -jar}, where a jar that the manifest names has a manifest that names the jar with the scripts. */
    EXECUTABLE_JAR_WITH_SCRIPTS_TWO_MANIFESTS_AWAY {
        @Override
        ChildJvm pack(ChildJvm jvm, Application app, Path folder) throws IOException {
            Path lib = folder.resolve("lib");
            new JarBuilder().add(app.scripts()).write(lib.resolve("scripts.jar"));
            new JarBuilder().classPath("scripts.jar").write(lib.resolve("persistence.jar"));
            List<String> paths = new ArrayList<>(List.of(copyLibraries(app, lib)));
            paths.add("lib/persistence.jar");
            Path jar = new JarBuilder()
                    .add(Application.classes())
                    .mainClass(app.main())
                    .classPath(paths.toArray(String[]::new))
                    .write(folder.resolve("app.jar"));
            return jvm.jar(jar, app.argumentArray());
        }
    },
    /** {@code java -jar}, everything in one file. */
    SHADED_JAR {
        @Override
        ChildJvm pack(ChildJvm jvm, Application app, Path folder) throws IOException {
            JarBuilder jar = jar(app).mainClass(app.main());
            for (Path library : app.libraries()) {
                jar.merge(library);
            }
            return jvm.jar(jar.write(folder.resolve("app-all.jar")), app.argumentArray());
        }
    },
    /** A named module that opens the folder of its scripts, as Flyway asks for. */
    MODULE {
        @Override
        ChildJvm pack(ChildJvm jvm, Application app, Path folder) throws IOException {
            return module(jvm, app, folder, "opens db.migration;");
        }
    },
    /** A named module that opens nothing: {@code db.migration} is a package name, and so encapsulated. */
    MODULE_THAT_OPENS_NOTHING {
        @Override
        ChildJvm pack(ChildJvm jvm, Application app, Path folder) throws IOException {
            return module(jvm, app, folder, "");
        }
    },
    /** A named module that is no jar. */
    MODULE_FOLDER {
        @Override
        ChildJvm pack(ChildJvm jvm, Application app, Path folder) throws IOException {
            Path classes = moduleClasses(folder, "");
            Folders.copy(app.scripts().writeTo(folder.resolve("resources")).resolve("db"), classes.resolve("db"));
            return jvm.module(classPath(app, classes), ModuleInfo.NAME, app.main(), app.argumentArray());
        }
    };

    /** Packs the application into the folder, over what is there, and returns how to start it. */
    public ChildJvm install(ChildJvm jvm, Application app, Path folder) {
        try {
            Folders.delete(folder);
            return pack(jvm, app, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    abstract ChildJvm pack(ChildJvm jvm, Application app, Path folder) throws IOException;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static JarBuilder jar(Application app) throws IOException {
        return new JarBuilder().add(Application.classes()).add(app.scripts());
    }

    private static List<Path> classPath(Application app, Path... first) {
        List<Path> all = new ArrayList<>(List.of(first));
        all.addAll(app.libraries());
        return all;
    }

    // Returns their paths as a manifest beside the folder would name them.
    private static String[] copyLibraries(Application app, Path lib) throws IOException {
        Files.createDirectories(lib);
        List<String> paths = new ArrayList<>();
        for (Path library : app.libraries()) {
            Path copy = lib.resolve(library.getFileName());
            Files.copy(library, copy);
            paths.add(lib.getFileName() + "/" + copy.getFileName());
        }
        return paths.toArray(String[]::new);
    }

    private static ChildJvm module(ChildJvm jvm, Application app, Path folder, String directives) throws IOException {
        Path jar = new JarBuilder()
                .add(moduleClasses(folder, directives))
                .add(app.scripts())
                .write(folder.resolve("app.jar"));
        return jvm.module(classPath(app, jar), ModuleInfo.NAME, app.main(), app.argumentArray());
    }

    private static Path moduleClasses(Path folder, String directives) throws IOException {
        Path classes = Files.createDirectories(folder).resolve("classes");
        Folders.copy(Application.classes(), classes);
        ModuleInfo.compileInto(classes, directives);
        return classes;
    }
}
