package io.automigrate.host;

import java.util.List;
import java.util.Map;

/** The moment of an application at which a start does its work. */
public enum StartMoment {
    /** The class loader of the application is there. */
    CLASS_LOADER("no application came") {
        @Override
        List<Hook> hooks(ClassLoader loader) {
            return List.of();
        }

        @Override
        boolean gave(Object place) {
            return false;
        }
    },

    /** The framework of the application has read the application's configuration. */
    FRAMEWORK("the application did not start its framework") {
        @Override
        List<Hook> hooks(ClassLoader loader) {
            FrameworkHook framework = FrameworkHook.of(loader);
            return framework == null ? List.of() : List.of(framework.hook());
        }

        @Override
        boolean gave(Object place) {
            return FrameworkHook.ofContext(place) != null;
        }
    },

    /** The server has bound the resources of the application to their names. */
    NAMES("no application came") {
        @Override
        List<Hook> hooks(ClassLoader loader) {
            return List.of();
        }

        @Override
        boolean gave(Object place) {
            return false;
        }

        @Override
        Map<String, Hook> hooksOf(HostApplication host) {
            return host.namingHooksByClass();
        }
    },

    /** The application opens a connection pool. */
    POOL("the application opened no connection pool that AUTO_MIGRATE_URL means") {
        @Override
        List<Hook> hooks(ClassLoader loader) {
            return PoolHook.visibleTo(loader);
        }

        @Override
        boolean gave(Object place) {
            return PoolHook.ofContext(place) != null;
        }
    };

    private final String missed;

    StartMoment(String missed) {
        this.missed = missed;
    }

    /** Returns the hooks of this moment in the libraries that a class loader can see; none: the moment does not come. */
    abstract List<Hook> hooks(ClassLoader loader);

    /** Returns the hooks in the host, by the names of their classes. */
    Map<String, Hook> hooksOf(HostApplication host) {
        return host.hooksByClass();
    }

    /** Returns whether a hook of this moment gave the object. */
    abstract boolean gave(Object place);

    /** Returns the text for a moment that never came. */
    String missed() {
        return missed;
    }
}
