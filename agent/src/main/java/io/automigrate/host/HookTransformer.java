package io.automigrate.host;

import java.lang.instrument.ClassFileTransformer;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Waits for a host's classes by their exact names and puts the hook in. Sees every class that is loaded until then, so that it also
 * notices when the application comes and the hook has been missed. Uses the JDK alone; {@link HookWeaver} is loaded when it is needed.
 */
final class HookTransformer implements ClassFileTransformer {
    private final Map<String, Hook> hooks;
    private final boolean isFirst;
    private final Consumer<UnexpectedHostException> problem;
    private final Set<String> woven = ConcurrentHashMap.newKeySet();
    private volatile boolean isDone;

    /**
     * @param host the host whose classes have hooks
     * @param moment the moment of an application that the hooks lead to
     * @param problem gets a class that is not as expected, or the application that the host opened without a hook; decides whether the
     *     JVM goes on
     */
    HookTransformer(HostApplication host, StartMoment moment, Consumer<UnexpectedHostException> problem) {
        this.hooks = moment.hooksOf(host);
        this.isFirst = moment != StartMoment.NAMES && host.isReachedBeforeItsClasses();
        this.isDone = host == HostApplication.QUARKUS;
        this.problem = problem;
    }

    /** Returns whether a hook belongs into this class. */
    boolean hooks(Class<?> loaded) {
        return hooks.containsKey(loaded.getName().replace('.', '/'));
    }

    /** Notes that the hook has called, so that no later class counts as missed. Returns whether no other class of the host has a hook. */
    boolean reached() {
        isDone = true;
        return woven.containsAll(hooks.keySet());
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String className, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        Hook hook = className == null ? null : hooks.get(className);
        try {
            if (hook == null) {
                requireUnreached(className, domain);
                return null;
            }
            byte[] changed = HookWeaver.weave(classFile, hook);
            woven.add(className);
            isDone |= !isFirst;
            return changed;
        } catch (UnexpectedHostException e) {
            problem.accept(e);
        } catch (Throwable e) {
            // The JVM would drop the exception and load the class unchanged.
            problem.accept(new UnexpectedHostException(hook + " can't be woven: " + e, e));
        }
        return null;
    }

    private void requireUnreached(String className, ProtectionDomain domain) throws UnexpectedHostException {
        if (isDone || className == null || !isOfApplication(domain)) {
            return;
        }
        isDone = true;
        throw new UnexpectedHostException("the application's class " + className.replace('/', '.') + " is loaded, and "
                + expected() + " did not come");
    }

    private String expected() {
        return hooks.size() == 1 ? hooks.values().iterator().next().toString() : "none of the hooks known";
    }

    /** Asks only for the path, because other methods of a host's URLs may open connections. */
    private static boolean isOfApplication(ProtectionDomain domain) {
        CodeSource source = domain == null ? null : domain.getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location == null) {
            return false;
        }
        String path = location.getPath();
        return path.contains("/WEB-INF/") || path.contains("BOOT-INF/");
    }
}
