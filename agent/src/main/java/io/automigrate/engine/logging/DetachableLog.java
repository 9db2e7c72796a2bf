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

/**
 * A logger for the application's Flyway. Flyway's classes keep their loggers in static fields until they log again, perhaps for
 * ever, and would keep the agent's class loader as well. So this logger consists of the JDK's classes alone, and its target can be removed.
 */
final class DetachableLog {
    private static final MethodType CALL =
            MethodType.methodType(Object.class, Object.class, Method.class, Object[].class);

    private final MutableCallSite target;
    private final Log log;

    DetachableLog(Log lines) {
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

    /** Returns it as Flyway sees it. */
    Log log() {
        return log;
    }

    /** Makes it silent; nothing of ours is reachable from it any more. */
    void detach() {
        MethodHandle silence = MethodHandles.constant(Object.class, Boolean.FALSE);
        target.setTarget(MethodHandles.dropArguments(silence, 0, CALL.parameterList()));
        MutableCallSite.syncAll(new MutableCallSite[] {target});
    }
}
