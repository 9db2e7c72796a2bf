package io.automigrate.host;

/**
 * A place in the code of an application's framework at which the application's configuration is complete and no object of the
 * application has been made. {@code HookSignatureTest} holds the places against the real classes.
 */
public enum FrameworkHook {
    /**
     * All initialisers have run, those of Spring Cloud's bootstrap among them, and no bean exists. The marker came with 2.0: older
     * versions have no binder, and are not asked.
     */
    SPRING_BOOT(
            "Spring Boot",
            "org/springframework/boot/context/properties/bind/Binder.class",
            "org.springframework.context.ConfigurableApplicationContext",
            Hook.atReturn(
                    "org/springframework/boot/SpringApplication",
                    "applyInitializers",
                    "(Lorg/springframework/context/ConfigurableApplicationContext;)V",
                    Hook.BOTH)),

    /** The first step of the start at run time: before {@code Application.start} only the configuration of the build is there. */
    QUARKUS(
            "Quarkus",
            "io/quarkus/runtime/StartupContext.class",
            "io.quarkus.runtime.StartupContext",
            Hook.atEntry("io/quarkus/runtime/StartupContext", "setCurrentBuildStepName", "(Ljava/lang/String;)V", 0)),

    /** The environment has read all sources, and no bean exists. */
    MICRONAUT(
            "Micronaut",
            "io/micronaut/context/DefaultApplicationContext.class",
            "io.micronaut.context.DefaultApplicationContext",
            Hook.atReturn("io/micronaut/context/DefaultApplicationContext", "startEnvironment", "()V", 0));

    private final String title;
    private final String marker;
    private final String contextType;
    private final Hook hook;

    FrameworkHook(String title, String marker, String contextType, Hook hook) {
        this.title = title;
        this.marker = marker;
        this.contextType = contextType;
        this.hook = hook;
    }

    /**
     * Returns whether the class path of this JVM may hold a framework, by the names of the files: to ask the class loader costs a plain
     * application tens of milliseconds, because every jar would be opened.
     */
    public static boolean mayBeOnClassPath() {
        return mayBeOn(LaunchCommand.ofThisJvm());
    }

    static boolean mayBeOn(LaunchCommand command) {
        for (String name : command.libraries()) {
            if (name.startsWith("spring-boot") || name.startsWith("micronaut-")) {
                return true;
            }
        }
        return command.isPackedTogether(SPRING_BOOT.marker) || command.isPackedTogether(MICRONAUT.marker);
    }

    /** Returns the framework that a class loader can see; {@code null} for none of them. */
    public static FrameworkHook of(ClassLoader loader) {
        for (FrameworkHook framework : values()) {
            if (loader.getResource(framework.marker) != null) {
                return framework;
            }
        }
        return null;
    }

    /** Returns the framework whose hook gives this object; {@code null} for an object of a host. */
    public static FrameworkHook ofContext(Object place) {
        Object context = context(place);
        for (FrameworkHook framework : values()) {
            if (LoadedType.isInstance(framework.contextType, context)) {
                return framework;
            }
        }
        return null;
    }

    /** Returns the object that knows the configuration; a hook may give another object before it. */
    public static Object context(Object place) {
        return place instanceof Object[] several ? several[several.length - 1] : place;
    }

    Hook hook() {
        return hook;
    }

    /** Returns the framework's name for messages. */
    @Override
    public String toString() {
        return title;
    }
}
