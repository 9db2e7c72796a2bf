package io.automigrate.host;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;

/**
 * Loads the class of a library of the application that has a hook, without initialising the class, and puts the hook in. The transformer is
 * there for this moment only: a transformer that waited for the class would be shown every class that the application loads until then.
 */
final class InnerWeaving implements ClassFileTransformer {
    private final Hook hook;
    private boolean isWoven;
    private UnexpectedHostException problem;

    private InnerWeaving(Hook hook) {
        this.hook = hook;
    }

    /**
     * Puts a hook into its class, whose package is opened to the agent.
     *
     * @param loader the class loader of the application
     * @throws UnexpectedHostException when the class is not there, or has another form than in every version known
     */
    static void weave(Hook hook, ClassLoader loader, Instrumentation instrumentation) throws UnexpectedHostException {
        InnerWeaving weaving = new InnerWeaving(hook);
        instrumentation.addTransformer(weaving);
        try {
            Class<?> hooked = Class.forName(hook.className().replace('/', '.'), false, loader);
            if (!weaving.isWoven && weaving.problem == null) {
                ClassReload.of(hooked, instrumentation);
            }
            open(hooked, instrumentation);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new UnexpectedHostException(hook + " can't be woven: " + e, e);
        } finally {
            instrumentation.removeTransformer(weaving);
        }
        if (weaving.problem != null) {
            throw weaving.problem;
        }
    }

    /** On a module path the fields of a library are closed to all others. */
    private static void open(Class<?> hooked, Instrumentation instrumentation) {
        Module module = hooked.getModule();
        Module ours = InnerWeaving.class.getModule();
        if (module.isNamed() && !module.isOpen(hooked.getPackageName(), ours)) {
            instrumentation.redefineModule(
                    module, Set.of(), Map.of(), Map.of(hooked.getPackageName(), Set.of(ours)), Set.of(), Map.of());
        }
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String className, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        if (!hook.className().equals(className)) {
            return null;
        }
        try {
            byte[] woven = HookWeaver.weave(classFile, hook);
            isWoven = true;
            return woven;
        } catch (UnexpectedHostException e) {
            problem = e;
        } catch (Throwable e) {
            // The JVM would drop the exception and load the class as it is.
            problem = new UnexpectedHostException(hook + " can't be woven: " + e, e);
        }
        return null;
    }
}
