package io.automigrate.engine.logging;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogFactory;

/**
 * A logger for a class of the application's Flyway. Such a class keeps its logger in a static field: for ever before Flyway 7.15, and
 * until the class logs again since. So the logger is made of classes of the JDK alone, which keep nothing of the agent alive, and once it
 * is detached it hands each call on to the logger that Flyway then makes for the class.
 */
final class DetachableLog {
    private static final MethodType CALL =
            MethodType.methodType(Object.class, Object.class, Method.class, Object[].class);

    private final MutableCallSite target;
    private final Class<?> owner;
    private final Log log;

    /**
     * Makes a logger.
     *
     * @param lines the receiver of the calls until the logger is detached
     * @param owner the class of Flyway's that logs
     */
    DetachableLog(Log lines, Class<?> owner) {
        this.owner = owner;
        target = new MutableCallSite(handle().bindTo(lines));
        InvocationHandler handler =
                MethodHandleProxies.asInterfaceInstance(InvocationHandler.class, target.dynamicInvoker());
        log = (Log) Proxy.newProxyInstance(Log.class.getClassLoader(), new Class<?>[] {Log.class}, handler);
    }

    private static MethodHandle handle() {
        try {
            return MethodHandles.lookup()
                    .findStatic(DetachableLog.class, "call", CALL.insertParameterTypes(0, Log.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Called by way of {@link #handle}. */
    static Object call(Log lines, Object proxy, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(lines, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Returns the logger as Flyway sees it. */
    Log log() {
        return log;
    }

    /** Hands each call on to Flyway's own logger from now on; nothing of the agent is reachable from this one any more. */
    void detach() {
        target.setTarget(ofApplication());
        MutableCallSite.syncAll(new MutableCallSite[] {target});
    }

    /** Returns a handle that calls each method of {@link Log} on {@code LogFactory.getLog(owner)}. */
    private MethodHandle ofApplication() {
        MethodHandle silence = MethodHandles.constant(Object.class, Boolean.FALSE);
        MethodHandle dispatch = MethodHandles.dropArguments(silence, 0, CALL.parameterList());
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodHandle getLog = lookup.findStatic(
                            LogFactory.class, "getLog", MethodType.methodType(Log.class, Class.class))
                    .bindTo(owner);
            MethodHandle equals =
                    lookup.findVirtual(Object.class, "equals", MethodType.methodType(boolean.class, Object.class));
            for (Method method : Log.class.getMethods()) {
                // No Method.invoke: its handle would keep the class alive that looked it up, which is the agent's.
                MethodHandle call = lookup.unreflect(method).asSpreader(Object[].class, method.getParameterCount());
                call = MethodHandles.collectArguments(call, 0, getLog);
                call = MethodHandles.dropArguments(call, 0, Object.class, Method.class)
                        .asType(CALL);
                MethodHandle isCalled =
                        equals.bindTo(method).asType(MethodType.methodType(boolean.class, Method.class));
                dispatch = MethodHandles.guardWithTest(
                        MethodHandles.dropArguments(isCalled, 0, Object.class), call, dispatch);
            }
            return dispatch;
        } catch (ReflectiveOperationException e) {
            // Flyway is a named module: its classes are silent until they ask for a logger again.
            return dispatch;
        }
    }
}
