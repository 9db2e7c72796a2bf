package io.automigrate.database.driver;

import java.io.IOException;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryManagerMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.PlatformManagedObject;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;

/**
 * The class in place of {@code java.lang.management.ManagementFactory} for copies of drivers. The platform's server of beans begins {@code
 * java.util.logging}, because one of its beans manages the loggers; a bean of a copy in that server would also outlive the agent. Oracle's driver
 * registers a bean when its class is initialised.
 */
public final class PrivateManagement {
    private PrivateManagement() {}

    /** Returns a server that takes every bean and knows none: a real one would ask for the JVM's {@code System.Logger}. */
    public static MBeanServer getPlatformMBeanServer() {
        return (MBeanServer) Proxy.newProxyInstance(
                PrivateManagement.class.getClassLoader(),
                new Class<?>[] {MBeanServer.class},
                (server, method, arguments) -> nothing(method.getReturnType()));
    }

    private static Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        return type == Set.class ? Set.of() : type == Integer.class ? 0 : null;
    }

    public static ClassLoadingMXBean getClassLoadingMXBean() {
        return ManagementFactory.getClassLoadingMXBean();
    }

    public static MemoryMXBean getMemoryMXBean() {
        return ManagementFactory.getMemoryMXBean();
    }

    public static ThreadMXBean getThreadMXBean() {
        return ManagementFactory.getThreadMXBean();
    }

    public static RuntimeMXBean getRuntimeMXBean() {
        return ManagementFactory.getRuntimeMXBean();
    }

    public static CompilationMXBean getCompilationMXBean() {
        return ManagementFactory.getCompilationMXBean();
    }

    public static OperatingSystemMXBean getOperatingSystemMXBean() {
        return ManagementFactory.getOperatingSystemMXBean();
    }

    public static List<MemoryPoolMXBean> getMemoryPoolMXBeans() {
        return ManagementFactory.getMemoryPoolMXBeans();
    }

    public static List<MemoryManagerMXBean> getMemoryManagerMXBeans() {
        return ManagementFactory.getMemoryManagerMXBeans();
    }

    public static List<GarbageCollectorMXBean> getGarbageCollectorMXBeans() {
        return ManagementFactory.getGarbageCollectorMXBeans();
    }

    public static <T> T newPlatformMXBeanProxy(MBeanServerConnection connection, String name, Class<T> type)
            throws IOException {
        return ManagementFactory.newPlatformMXBeanProxy(connection, name, type);
    }

    public static <T extends PlatformManagedObject> T getPlatformMXBean(Class<T> type) {
        return ManagementFactory.getPlatformMXBean(type);
    }

    public static <T extends PlatformManagedObject> List<T> getPlatformMXBeans(Class<T> type) {
        return ManagementFactory.getPlatformMXBeans(type);
    }

    public static <T extends PlatformManagedObject> T getPlatformMXBean(MBeanServerConnection connection, Class<T> type)
            throws IOException {
        return ManagementFactory.getPlatformMXBean(connection, type);
    }

    public static <T extends PlatformManagedObject> List<T> getPlatformMXBeans(
            MBeanServerConnection connection, Class<T> type) throws IOException {
        return ManagementFactory.getPlatformMXBeans(connection, type);
    }

    public static Set<Class<? extends PlatformManagedObject>> getPlatformManagementInterfaces() {
        return ManagementFactory.getPlatformManagementInterfaces();
    }
}
