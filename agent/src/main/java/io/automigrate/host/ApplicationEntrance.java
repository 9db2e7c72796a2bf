package io.automigrate.host;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/**
 * Finds the application in the object at a hook. The host's types are not visible to the agent's classes, so this class uses reflection,
 * on methods and fields that exist in all versions in docs/hosts.md.
 *
 * @param name the name of the application for messages; empty when the host has only one
 * @param loader the class loader of the application
 * @param context the object through which the application's framework can be asked for the application's configuration; {@code null} when
 *     the host alone has come
 */
public record ApplicationEntrance(String name, ClassLoader loader, Object context) {
    /** The first phase of a deployment in which its module is there. */
    private static final String WILDFLY_PHASE = "POST_MODULE";

    public ApplicationEntrance(String name, ClassLoader loader) {
        this(name, loader, null);
    }

    /** Returns the entrance of an application that is on the class path of this JVM. */
    public static ApplicationEntrance ofThisJvm() {
        return new ApplicationEntrance("", ClassLoader.getSystemClassLoader());
    }

    /**
     * Returns the entrance that a hook inside an application leads to.
     *
     * @param caller the context class loader of the thread that runs the application; {@code null} for none
     * @param awaited the applications whose libraries have hooks
     */
    static ApplicationEntrance inside(Object context, ClassLoader caller, List<ApplicationEntrance> awaited) {
        ClassLoader own = FrameworkHook.context(context).getClass().getClassLoader();
        for (ApplicationEntrance application : awaited) {
            boolean isOfCaller = isWithin(application.loader(), caller);
            if (isOfCaller || isWithin(application.loader(), own)) {
                return new ApplicationEntrance(application.name(), isOfCaller ? caller : application.loader(), context);
            }
        }
        return new ApplicationEntrance("", caller == null ? own : caller, context);
    }

    /** Returns whether a class loader is the application's, or one that the application has made over it. */
    static boolean isWithin(ClassLoader application, ClassLoader loader) {
        ClassLoader ancestor = loader;
        while (ancestor != null && ancestor != application) {
            ancestor = ancestor.getParent();
        }
        return ancestor != null;
    }

    /**
     * Returns the application; empty when the host has not come far enough.
     *
     * @throws UnexpectedHostException when the object does not have what it had in every version known
     */
    static Optional<ApplicationEntrance> find(HostApplication host, Object place) throws UnexpectedHostException {
        try {
            return switch (host) {
                case PLAIN -> Optional.of(ofThisJvm());
                case SPRING_BOOT -> found("", place);
                case QUARKUS -> found("", place.getClass().getClassLoader());
                case TOMCAT -> tomcat(place);
                case JETTY -> found(String.valueOf(call(place, "getContextPath")), call(place, "getClassLoader"));
                case WILDFLY -> wildFly(place);
                case LIBERTY -> found(String.valueOf(call(place, "getName")), call(place, "getClassLoader"));
                case PAYARA -> found(payaraName(place), call(place, "getClassLoader"));
            };
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new UnexpectedHostException(
                    "the application's class loader is not where it was in the versions known: " + e, e);
        }
    }

    private static Optional<ApplicationEntrance> found(String name, Object loader) {
        // A context without resources has no class loader.
        return loader == null ? Optional.empty() : Optional.of(new ApplicationEntrance(name, (ClassLoader) loader));
    }

    /** The place is the web application's loader, or the context that the loader belongs to. */
    private static Optional<ApplicationEntrance> tomcat(Object place) throws ReflectiveOperationException {
        boolean isContext = publicMethod(place.getClass(), "getLoader").isPresent();
        Object context = isContext ? place : call(place, "getContext");
        Object loader = isContext ? call(place, "getLoader") : place;
        return found(
                context == null ? "" : String.valueOf(call(context, "getName")),
                loader == null ? null : call(loader, "getClassLoader"));
    }

    private static String payaraName(Object deploymentContext) throws ReflectiveOperationException {
        Object source = call(deploymentContext, "getSource");
        return source == null ? "" : String.valueOf(call(source, "getName"));
    }

    private static Optional<ApplicationEntrance> wildFly(Object phaseService) throws ReflectiveOperationException {
        if (!WILDFLY_PHASE.equals(String.valueOf(read(phaseService, "phase")))) {
            return Optional.empty();
        }
        Object unit = read(phaseService, "deploymentUnit");
        ClassLoader server = phaseService.getClass().getClassLoader();
        Object key = server.loadClass("org.jboss.as.server.deployment.Attachments")
                .getField("MODULE")
                .get(null);
        Method getAttachment = server.loadClass("org.jboss.as.server.deployment.Attachable")
                .getMethod("getAttachment", server.loadClass("org.jboss.as.server.deployment.AttachmentKey"));
        Object module = getAttachment.invoke(unit, key);
        return module == null
                ? Optional.empty()
                : found(String.valueOf(call(unit, "getName")), call(module, "getClassLoader"));
    }

    private static Object read(Object from, String name) throws ReflectiveOperationException {
        Field field = from.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(from);
    }

    /** Calls a public method through a public type that declares it: the classes themselves often are not public. */
    private static Object call(Object on, String method) throws ReflectiveOperationException {
        return publicMethod(on.getClass(), method)
                .orElseThrow(() -> new NoSuchMethodException(on.getClass().getName() + "." + method))
                .invoke(on);
    }

    private static Optional<Method> publicMethod(Class<?> type, String name) {
        if (type == null) {
            return Optional.empty();
        }
        if (java.lang.reflect.Modifier.isPublic(type.getModifiers())) {
            try {
                return Optional.of(type.getMethod(name));
            } catch (NoSuchMethodException e) {
                return Optional.empty();
            }
        }
        for (Class<?> declared : type.getInterfaces()) {
            Optional<Method> method = publicMethod(declared, name);
            if (method.isPresent()) {
                return method;
            }
        }
        return publicMethod(type.getSuperclass(), name);
    }
}
