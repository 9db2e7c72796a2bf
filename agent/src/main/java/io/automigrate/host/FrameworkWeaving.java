package io.automigrate.host;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/**
 * Loads the class of a framework that has a hook, without initialising the class, and puts the hook in. The transformer is there for this
 * moment only: a transformer that waited for the class would be shown every class that the application loads until then.
 */
final class FrameworkWeaving implements ClassFileTransformer {
    private final Hook hook;
    private boolean isWoven;
    private UnexpectedHostException problem;

    private FrameworkWeaving(Hook hook) {
        this.hook = hook;
    }

    /**
     * Puts the hook of a framework into its class.
     *
     * @param loader the class loader of the application
     * @throws UnexpectedHostException when the class is not there, or has another form than in every version known
     */
    static void weave(FrameworkHook framework, ClassLoader loader, Instrumentation instrumentation)
            throws UnexpectedHostException {
        FrameworkWeaving weaving = new FrameworkWeaving(framework.hook());
        instrumentation.addTransformer(weaving);
        try {
            Class<?> hooked = Class.forName(weaving.hook.className().replace('/', '.'), false, loader);
            if (!weaving.isWoven && weaving.problem == null) {
                ClassReload.of(hooked, instrumentation);
            }
        } catch (ClassNotFoundException | LinkageError e) {
            throw new UnexpectedHostException(weaving.hook + " can't be woven: " + e, e);
        } finally {
            instrumentation.removeTransformer(weaving);
        }
        if (weaving.problem != null) {
            throw weaving.problem;
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
